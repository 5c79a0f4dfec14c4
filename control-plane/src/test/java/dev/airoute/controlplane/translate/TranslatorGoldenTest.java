package dev.airoute.controlplane.translate;

import dev.airoute.controlplane.ir.Settings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TranslatorGoldenTest {
  private static final GoldenFiles GOLDEN = new GoldenFiles("translate");

  static List<String> names() {
    return GOLDEN.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void translatesToItsGoldenFiles(String name) throws IOException {
    Translation translation =
        Translator.translate(TestingObjects.resourceSet(GOLDEN.input(name)), Settings.DEFAULT);

    GOLDEN.check(name + ".ir.yaml", TranslationText.ir(translation.gateway()));
    GOLDEN.check(name + ".status.yaml", TranslationText.statuses(translation));
  }
}
