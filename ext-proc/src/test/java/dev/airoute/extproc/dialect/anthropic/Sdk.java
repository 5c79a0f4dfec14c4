package dev.airoute.extproc.dialect.anthropic;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import java.util.List;

/** The official client's models as an oracle: what they refuse, clients refuse. */
final class Sdk {
  static void validateRequest(String json) {
    read(json, MessageCreateParams.Body.class).validate();
  }

  static void validateResponse(String json) {
    read(json, Message.class).validate();
  }

  /** Every event of a stream, except the two that the client library handles before its models. */
  static void validateStream(byte[] stream) {
    SseReader reader = new SseReader();
    List<SseEvent> events = reader.read(stream);
    for (SseEvent event : events) {
      if (!event.event().equals("ping") && !event.event().equals("error")) {
        read(event.data(), RawMessageStreamEvent.class).validate();
      }
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return ObjectMappers.jsonMapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private Sdk() {}
}
