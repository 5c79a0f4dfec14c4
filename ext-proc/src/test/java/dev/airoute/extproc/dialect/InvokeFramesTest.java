package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.frame.FrameException;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InvokeFramesTest {
  @Corner({2, 5})
  @Test
  void givesWhatCameBeforeABrokenChunkWhateverThePieces() {
    byte[] good = AwsStreams.chunk("{\"type\":\"ping\"}");
    byte[] bad = AwsStreams.frame("chunk", "{\"bytes\":\"no base64!\"}");
    byte[] both = Arrays.copyOf(good, good.length + bad.length);
    System.arraycopy(bad, 0, both, good.length, bad.length);
    FrameReader frames =
        Dialects.provider(Dialect.ANTHROPIC_MESSAGES, "AWSBedrock").frames();
    assertThat(frames.read(both, 0, both.length)).map(SseEvent::event).containsExactly("ping");
    assertThatExceptionOfType(FrameException.class).isThrownBy(frames::end);
  }
}
