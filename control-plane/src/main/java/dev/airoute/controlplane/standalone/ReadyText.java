package dev.airoute.controlplane.standalone;

import dev.airoute.api.Access;
import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.HeaderMatch;
import dev.airoute.controlplane.ir.ModelPattern;
import dev.airoute.controlplane.ir.Rule;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person needs to see when the gateway is ready: where it is, what it serves, a request to copy. */
public final class ReadyText {
  /** An open rule first, then one whose model can be named, then one that asks for nothing else. */
  private static final Comparator<Example> EASIEST = Comparator.comparing(
          (Example example) -> example.rule().access() != Access.ANONYMOUS)
      .thenComparing(example -> example.model().endsWith("*"))
      .thenComparing(example -> example.rule().match().headers().size()
          + example.rule().match().hostnames().size());

  private record Example(Rule rule, String model) {}

  private ReadyText() {}

  public static List<String> lines(Gateway gateway, InetAddress address, int port) {
    List<String> lines = new ArrayList<>();
    lines.add("AIRoute is ready on " + url(address, port));
    List<Example> examples =
        gateway.rules().stream().flatMap(ReadyText::examples).toList();
    if (examples.isEmpty()) {
      lines.add("It serves no model yet: add an AIRoute to the folder.");
      return lines;
    }
    lines.add(examples.stream()
        .map(Example::model)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", ", "Models: ", "")));
    lines.add("Try:");
    lines.add("  " + curl(examples.stream().min(EASIEST).orElseThrow(), address, port));
    return lines;
  }

  private static Stream<Example> examples(Rule rule) {
    return rule.match().models().stream()
        .map(ModelPattern::text)
        .map(model -> new Example(rule, model));
  }

  private static String url(InetAddress address, int port) {
    String host = address.getHostAddress();
    return "http://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }

  private static String curl(Example example, InetAddress address, int port) {
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    StringBuilder line = new StringBuilder("curl ").append(url(reachable, port));
    line.append("/v1/chat/completions -H 'content-type: application/json'");
    if (example.rule().access() == Access.CONSUMERS) {
      line.append(" -H \"Authorization: Bearer $KEY\"");
    }
    example.rule().match().hostnames().stream()
        .findFirst()
        .ifPresent(
            host -> line.append(" -H 'host: ").append(host.replace("*", "any")).append("'"));
    example
        .rule()
        .match()
        .headers()
        .forEach(
            header -> line.append(" -H '%s: %s'".formatted(header.name(), exampleValue(header))));
    String model = example.model().endsWith("*") ? "MODEL" : example.model();
    return line.append(" -d '{\"model\": \"")
        .append(model)
        .append("\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}'")
        .toString();
  }

  private static String exampleValue(HeaderMatch header) {
    return switch (header) {
      case HeaderMatch.Exact exact -> exact.value();
      case HeaderMatch.RegularExpression expression -> expression.pattern();
    };
  }
}
