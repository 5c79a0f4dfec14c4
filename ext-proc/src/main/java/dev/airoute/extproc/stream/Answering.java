package dev.airoute.extproc.stream;

import dev.airoute.extproc.dialect.Step;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the steps of one translation into messages about the provider's answer. One thread at a time. */
final class Answering {
  /** How a piece of the provider's answer ends. */
  enum Ending {
    OPEN,
    /** The headers were all there is. */
    HEADERS_ONLY,
    BODY,
    TRAILERS
  }

  /** @param complete whether the client has everything now */
  record Said(List<ProcessingResponse> messages, boolean complete) {}

  private static final String DETAILS = ErrorReplies.DETAILS + "translated";

  private final int providerStatus;
  private boolean committed;

  Answering(int providerStatus) {
    this.providerStatus = providerStatus;
  }

  /** Whether the client has seen something. */
  boolean committed() {
    return committed;
  }

  Said say(Step step, Ending ending) {
    return switch (step) {
      case Step.Hold() -> {
        require(ending == Ending.OPEN, "holds back a complete answer");
        yield new Said(List.of(), false);
      }
      case Step.Commit commit -> commit(commit, ending);
      case Step.Continue(var body, var end) -> {
        require(committed, "continues what it has not begun");
        yield body(new ArrayList<>(), body, end, ending);
      }
    };
  }

  private Said commit(Step.Commit commit, Ending ending) {
    require(!committed, "commits itself twice");
    committed = true;
    if (ending == Ending.HEADERS_ONLY && commit.body().length > 0) {
      // No body can follow headers that ended the answer: this is an answer of our own.
      return new Said(
          List.of(Answers.immediate(commit.status(), commit.set(), commit.body(), DETAILS)), true);
    }
    Map<String, String> set = new HashMap<>(commit.set());
    if (commit.status() != providerStatus) {
      set.put(":status", Integer.toString(commit.status()));
    }
    List<ProcessingResponse> messages = new ArrayList<>();
    messages.add(Answers.responseHeaders(Answers.mutation(set, commit.remove())));
    return body(messages, commit.body(), commit.end(), ending);
  }

  private static Said body(
      List<ProcessingResponse> messages, byte[] body, boolean end, Ending ending) {
    require(end || ending == Ending.OPEN, "does not end with the provider");
    boolean closes = end && (ending == Ending.OPEN || ending == Ending.BODY);
    if (body.length > 0 || closes) {
      messages.add(Answers.responseBody(body, closes));
    }
    if (ending == Ending.TRAILERS) {
      messages.add(Answers.responseTrailers());
    }
    return new Said(messages, end);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("the translation " + otherwise);
    }
  }
}
