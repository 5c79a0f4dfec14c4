package dev.airoute.extproc.dialect.anthropic;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints records of the neutral model, one part to a line; absent components are left away. */
final class NeutralText {
  static String of(Object value) {
    StringBuilder out = new StringBuilder();
    print(value, "", out);
    return out.toString();
  }

  private static void print(Object value, String indent, StringBuilder out) {
    if (value instanceof List<?> list) {
      list.forEach(element -> print(element, indent, out));
      return;
    }
    if (!(value instanceof Record record) || !holdsList(record)) {
      out.append(indent).append(line(value)).append('\n');
      return;
    }
    out.append(indent).append(name(value)).append('\n');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object inner = get(record, component);
      if (inner instanceof List<?> list && !list.isEmpty()) {
        out.append(indent).append("  ").append(component.getName()).append(":\n");
        print(inner, indent + "    ", out);
      } else if (inner != null && !List.of().equals(inner)) {
        out.append(indent).append("  ").append(component.getName()).append(": ");
        if (inner instanceof Record nested && holdsList(nested)) {
          out.append('\n');
          print(inner, indent + "    ", out);
        } else {
          out.append(line(inner)).append('\n');
        }
      }
    }
  }

  private static boolean holdsList(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .anyMatch(component ->
            component.getType() == List.class && !component.getName().equals("citations"));
  }

  private static String line(@Nullable Object value) {
    if (!(value instanceof Record record)) {
      return String.valueOf(value);
    }
    return Arrays.stream(record.getClass().getRecordComponents())
        .filter(component -> says(component, get(record, component)))
        .map(component -> component.getName() + "=" + line(get(record, component)))
        .collect(Collectors.joining(", ", name(value) + "(", ")"));
  }

  /** What few have is shown only where it is. */
  private static boolean says(RecordComponent component, @Nullable Object value) {
    boolean rare = component.getName().startsWith("audio") && Long.valueOf(0).equals(value);
    return value != null && !rare && !List.of().equals(value);
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }

  private static @Nullable Object get(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private NeutralText() {}
}
