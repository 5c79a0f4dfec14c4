package dev.airoute.controlplane.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NameScannerTest {
  private static final String LONG = "hop/" + "n".repeat(250) + "@0123456789";

  private final NameScanner scanner = new NameScanner(Set.of("a", "ns/a@1", "ns/ä", LONG, ""));

  private static Any message(String text) {
    Value value = Value.newBuilder().setStringValue(text).build();
    Struct inner = Struct.newBuilder()
        .putFields(
            "deep",
            Value.newBuilder()
                .setListValue(ListValue.newBuilder().addValues(value))
                .build())
        .build();
    return Any.pack(Struct.newBuilder()
        .putFields("bytes", Value.newBuilder().setStructValue(inner).build())
        .build());
  }

  @Test
  void findsNamesAtAnyDepth() {
    assertThat(scanner.mentions(message("ns/a@1"))).containsExactly("ns/a@1");
    assertThat(scanner.mentions(message("ns/ä"))).containsExactly("ns/ä");
    assertThat(scanner.mentions(message(LONG))).containsExactly(LONG);
  }

  @Test
  void partOfALongerStringIsNotAMention() {
    assertThat(scanner.mentions(message("xns/a@1"))).isEmpty();
    assertThat(scanner.mentions(message("ns/a@12"))).isEmpty();
  }

  @Test
  void survivesAnyBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      assertThat(new NameScanner(Set.of("never there"))
              .mentions(Any.newBuilder().setValue(ByteString.copyFrom(bytes)).build()))
          .isEmpty();
    }
  }
}
