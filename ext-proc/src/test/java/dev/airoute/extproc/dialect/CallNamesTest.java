package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallNamesTest {
  @Corner(21)
  @ParameterizedTest
  @CsvSource({
    "read_file-2, '', read_file-2",
    "$READFILE, '', _READFILE",
    "a.b:c, '', a_b_c",
    "a.b:c, .:, a.b:c",
    "'', '', _",
    "häuser, '', h_user",
    "12345678901234567, '', 1234567890",
  })
  void changesOnlyWhatDoesNotFit(String name, String others, String fit) {
    assertThat(CallNames.fit(name, others, fit.length() < 10 ? 64 : fit.length()))
        .isEqualTo(fit);
  }
}
