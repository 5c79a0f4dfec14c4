package dev.airoute.controlplane.standalone;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A process to keep running.
 *
 * @param name what it is called in our log
 * @param command program and arguments; free of secrets, because everybody on the machine can read them
 * @param environment all of its environment: nothing is inherited
 * @param output receives each line of its standard output
 * @param errors receives each line of its standard error
 */
record ChildSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Consumer<String> output,
    Consumer<String> errors) {
  ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
