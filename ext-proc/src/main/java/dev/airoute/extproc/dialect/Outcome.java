package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Usage;
import org.jspecify.annotations.Nullable;

/** What is known of an attempt so far. One thread. */
final class Outcome {
  private Usage usage = Usage.ZERO;
  private @Nullable String servedModel;
  private @Nullable GatewayError error;
  private @Nullable FallbackCondition fallback;
  private boolean content;

  void answered(ChatResponse response) {
    usage = response.usage();
    served(response.model());
    content = true;
  }

  void saw(ChatEvent event) {
    switch (event) {
      case ChatEvent.Started started -> {
        served(started.model());
        usage = started.usage() == null ? usage : started.usage();
      }
      case ChatEvent.Used(var latest) -> usage = latest;
      case ChatEvent.PartStarted part ->
        content |= part.opening() instanceof Opening.ToolCall
            || part.opening() instanceof Opening.RedactedThinking;
      case ChatEvent.Delta _, ChatEvent.Signature _, ChatEvent.Finished _, ChatEvent.Ended _ ->
        content = true;
      case ChatEvent.Failed(var why) -> error = why;
      case ChatEvent.Cited _, ChatEvent.Logprobs _, ChatEvent.PartEnded _, ChatEvent.Ping _ -> {}
    }
  }

  /** The provider has said something for which the model has no event. */
  void spoke() {
    content = true;
  }

  private void served(String model) {
    servedModel = model.isEmpty() ? servedModel : model;
  }

  void failed(GatewayError why, @Nullable FallbackCondition condition) {
    error = why;
    fallback = condition;
  }

  Usage usage() {
    return usage;
  }

  @Nullable
  String servedModel() {
    return servedModel;
  }

  @Nullable
  GatewayError error() {
    return error;
  }

  @Nullable
  FallbackCondition fallback() {
    return fallback;
  }

  /** Whether the provider has said something that counts, or has properly ended with nothing to say. */
  boolean content() {
    return content;
  }
}
