package dev.airoute.extproc.dialect;

import dev.airoute.extproc.model.GatewayError;

/** Reads one provider's answer, whose bytes are no longer compressed. One instance per answer, one thread. */
sealed interface AnswerReader permits FailedAnswer, WholeAnswer, StreamedAnswer, CountedAnswer {
  Step read(byte[] bytes, int offset, int length, boolean end);

  /** The answer cannot be read on, or is not waited for any longer. */
  Step fail(GatewayError error);
}
