package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.OpenAiFinishReasons.Finish;
import dev.airoute.extproc.dialect.openai.OpenAiThinking.Detail;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the elements of {@code choices} that belong to one choice. */
final class OpenAiDeltaReader {
  private final int choice;
  private final List<ChatEvent> out;
  private final Losses losses;
  private final OpenAiChoiceReader parts;
  private String answerId = "";
  private @Nullable String finish;
  private @Nullable Json stop;

  OpenAiDeltaReader(int choice, List<ChatEvent> out, Losses losses) {
    this.choice = choice;
    this.out = out;
    this.losses = losses;
    this.parts = new OpenAiChoiceReader(choice, out, losses);
  }

  /** The fields of one delta. */
  private static final class Delta {
    @Nullable
    Json content;

    @Nullable
    Json refusal;

    @Nullable
    Json thinking;

    @Nullable
    Json details;

    @Nullable
    Json calls;

    @Nullable
    Json annotations;
  }

  boolean finished() {
    return finish != null;
  }

  void read(String id, Json element) {
    answerId = id;
    int before = out.size();
    JsonCursor cursor = element.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("delta")) {
        Json delta = cursor.value();
        if (delta.isObject()) {
          delta(delta);
        }
      } else if (cursor.nameIs("logprobs")) {
        Json logprobs = cursor.value();
        if (logprobs.isObject()) {
          out.add(before, new ChatEvent.Logprobs(choice, logprobs.distinct()));
        }
      } else if (cursor.nameIs("finish_reason")) {
        Json word = cursor.value();
        finish = word.isString() && !word.isEmptyString() ? word.text() : finish;
      } else if (cursor.nameIs("stop_reason")) {
        Json met = cursor.value();
        stop = met.isString() ? met : stop;
      }
    }
    if ("error".equals(finish)) {
      throw new GatewayException(GatewayError.of(
          ErrorKind.BAD_GATEWAY, "The provider ended the answer with an error", "provider_error"));
    }
  }

  private void delta(Json json) {
    Delta delta = fields(json);
    thinking(delta);
    if (delta.content != null && delta.content.isArray()) {
      contentParts(delta.content);
    } else {
      text(new Opening.Text(), delta.content);
    }
    OpenAiCitations.read(delta.annotations, losses).forEach(parts::cite);
    text(new Opening.Refusal(), delta.refusal);
    if (delta.calls != null && delta.calls.isArray()) {
      JsonCursor cursor = delta.calls.cursor();
      cursor.enterArray();
      while (cursor.nextElement()) {
        call(cursor.value());
      }
    }
  }

  private static Delta fields(Json json) {
    Delta delta = new Delta();
    JsonCursor cursor = json.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("content")) {
        delta.content = cursor.value();
      } else if (cursor.nameIs("tool_calls")) {
        delta.calls = cursor.value();
      } else if (cursor.nameIs("reasoning_content") || cursor.nameIs("reasoning")) {
        Json thinking = cursor.value();
        delta.thinking =
            thinking.isString() && !thinking.isEmptyString() ? thinking : delta.thinking;
      } else if (cursor.nameIs("reasoning_details")) {
        delta.details = cursor.value();
      } else if (cursor.nameIs("refusal")) {
        delta.refusal = cursor.value();
      } else if (cursor.nameIs("annotations")) {
        delta.annotations = cursor.value();
      }
    }
    return delta;
  }

  /** The text once, although OpenRouter sends it as a string and in the list. */
  private void thinking(Delta delta) {
    text(new Opening.Thinking(), delta.thinking);
    if (delta.details == null || !delta.details.isArray()) {
      return;
    }
    JsonCursor cursor = delta.details.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Detail detail = Detail.read(cursor.value());
      if (detail.data() != null) {
        parts.redacted(detail.data());
      } else if (delta.thinking == null) {
        text(new Opening.Thinking(), detail.text());
      }
      if (detail.signature() != null && detail.data() == null) {
        parts.signature(detail.signature());
      }
    }
  }

  private void text(Opening opening, @Nullable Json text) {
    if (text != null && text.isString() && !text.isEmptyString()) {
      parts.text(opening, text);
    }
  }

  /** Mistral's list of texts and thinking. */
  private void contentParts(Json array) {
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json element = cursor.value();
      Json thinking = Field.member(element, "thinking");
      if (thinking != null) {
        text(new Opening.Thinking(), OpenAiThinking.text(thinking));
      } else {
        text(new Opening.Text(), Field.member(element, "text"));
      }
    }
  }

  private void call(Json call) {
    int index = -1;
    String id = "";
    Json function = null;
    Json custom = null;
    if (!call.isObject()) {
      return;
    }
    JsonCursor cursor = call.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("index")) {
        Json number = cursor.value();
        index = number.isNumber() ? (int) number.asLong() : -1;
      } else if (cursor.nameIs("id")) {
        Json given = cursor.value();
        id = given.isString() ? given.text() : "";
      } else if (cursor.nameIs("function")) {
        function = cursor.value();
      } else if (cursor.nameIs("custom")) {
        custom = cursor.value();
      }
    }
    if (custom != null && custom.isObject()) {
      freeForm(index, id, custom);
      return;
    }
    Json name = Field.member(function, "name");
    parts.call(
        answerId,
        index,
        id,
        name != null && name.isString() ? name.text() : "",
        arguments(Field.member(function, "arguments")));
  }

  private void freeForm(int index, String id, Json custom) {
    Json name = Field.member(custom, "name");
    Json input = Field.member(custom, "input");
    String called = name != null && name.isString() ? name.text() : "";
    parts.freeForm(answerId, index, id, called, input != null && input.isString() ? input : null);
  }

  /** As text, also where a vendor sends an object. */
  private static @Nullable Json arguments(@Nullable Json arguments) {
    if (arguments == null || arguments.isString()) {
      return arguments;
    }
    return new JsonWriter(arguments.length() + 16).escaped(arguments).toJson();
  }

  /** Says what is still owed, and how the choice ended. */
  void end() {
    parts.end();
    Finish read = OpenAiFinishReasons.read(finish, parts.called());
    boolean stopped = read.reason() == FinishReason.STOP && stop != null;
    FinishReason reason = stopped ? FinishReason.STOP_SEQUENCE : read.reason();
    out.add(new ChatEvent.Finished(choice, reason, read.nativeWord(), stopped ? stop : null));
  }
}
