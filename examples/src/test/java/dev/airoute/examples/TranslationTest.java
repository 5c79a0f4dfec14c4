package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Prompt.Said;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.Received;
import dev.airoute.examples.provider.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every client dialect against every provider dialect, through the gateway, whole and streamed. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class TranslationTest {
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  private static final Map<String, Object> SCHEMA = Map.of(
      "type",
      "object",
      "properties",
      Map.of("answer", Map.of("type", "string")),
      "required",
      List.of("answer"),
      "additionalProperties",
      false);

  private final World world;

  TranslationTest(World world) {
    this.world = world;
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesTextAndUsage(Pair pair) {
    String said = "Grüße, 世界 🌍 \"quoted\" \\ back\nnew line";
    Prompt prompt =
        pair.prompt(world, "text", said, Script.text("Zwölf ", "Boxkämpfer ", "🥊\n\"!\""));

    Turn turn = pair.send(world, prompt);

    assertThat(turn.text()).isEqualTo("Zwölf Boxkämpfer 🥊\n\"!\"");
    assertThat(turn.stop()).isEqualTo(Turn.Stop.END);
    assertThat(turn.usage()).isEqualTo(new Turn.Usage(100, 40, 25));
    assertThat(userText(pair.received(world, "text").json())).isEqualTo(said);
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesEverySystemText(Pair pair) {
    Prompt prompt = pair.prompt(world, "system", "Hi").system("Be brief.", "Speak Swedish.");

    pair.send(world, prompt);

    JsonNode body = pair.received(world, "system").json();
    assertThat(systemText(body)).containsSubsequence("Be brief.", "Speak Swedish.");
    assertThat(userText(body)).isEqualTo("Hi");
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesPictures(Pair pair) {
    String data = "data:image/png;base64," + PNG;
    String link = "https://pictures.example.com/a%20cat.png?size=2&x=1";
    Prompt prompt = pair.prompt(world, "picture", "")
        .saying(new Said.Picture("This?", data), new Said.Picture("Or this?", link));

    pair.send(world, prompt);

    JsonNode body = pair.received(world, "picture").json();
    assertThat(pictures(body)).containsExactly(data, link);
    assertThat(userText(body)).isEqualTo("This?Or this?");
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesParallelToolCallsAndTheirResults(Pair pair) {
    Prompt prompt = pair.prompt(
            world,
            "tools",
            "Weather?",
            Script.reply(Scenes.TEXT_AND_PARALLEL_CALLS),
            Script.text("Mild, both."))
        .tools(Scenes.WEATHER);

    Turn calls = pair.send(world, prompt);
    Scenes.assertTextAndParallelCalls(calls);

    Turn end = pair.send(world, prompt.then(Scenes.answered(calls)));
    assertThat(end.text()).isEqualTo("Mild, both.");

    List<Received> received = requests(pair, "tools");
    assertThat(received).hasSize(2);
    assertThat(toolNames(received.getFirst().json())).containsExactly("get_weather");
    assertThat(callArguments(received.getLast().json()))
        .isEqualTo(calls.calls().stream().map(Turn.Call::arguments).toList());
    assertThat(results(received.getLast().json()))
        .containsExactly("call_paris_1: 14°C in Paris \"nord\"", "call_oslo_2: 14°C in Oslo ☃");
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesToolChoice(Pair pair) {
    Prompt prompt = pair.prompt(world, "choice", "Weather?").tools(Scenes.WEATHER);

    for (String choice : List.of("required", "none", "get_weather")) {
      pair.send(world, prompt.choosing(choice));
    }

    assertThat(requests(pair, "choice"))
        .extracting(request -> choice(request.json()))
        .containsExactly("required", "none", "get_weather");
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesTheSchemaOfTheAnswer(Pair pair) {
    Prompt prompt = pair.prompt(world, "schema", "Answer", Script.text("{\"answer\":", "\"42\"}"))
        .shapedAs(SCHEMA);

    Turn turn = pair.send(world, prompt);

    assertThat(turn.text()).isEqualTo("{\"answer\":\"42\"}");
    JsonNode body = pair.received(world, "schema").json();
    JsonNode schema = pair.toOpenAi()
        ? body.at("/response_format/json_schema/schema")
        : body.at("/output_config/format/schema");
    assertThat(schema).isEqualTo(JsonMapper.shared().<JsonNode>valueToTree(SCHEMA));
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesStopSequencesAndWhyItStopped(Pair pair) {
    Answer stopped = Answer.text("until here").stopping(Answer.Stop.SEQUENCE);
    Prompt prompt =
        pair.prompt(world, "stop", "Go", Script.reply(stopped)).stoppingAt("END", "\n\nHuman:");

    Turn turn = pair.send(world, prompt);

    boolean sequenceIsKnown = !pair.fromOpenAi() && !pair.toOpenAi();
    assertThat(turn.stop()).isEqualTo(sequenceIsKnown ? Turn.Stop.SEQUENCE : Turn.Stop.END);
    JsonNode body = pair.received(world, "stop").json();
    assertThat(body.path(pair.toOpenAi() ? "stop" : "stop_sequences"))
        .extracting(JsonNode::stringValue)
        .containsExactly("END", "\n\nHuman:");
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesTheLimitAndThatItWasReached(Pair pair) {
    Answer cut = Answer.text("and so o").stopping(Answer.Stop.LENGTH);
    Prompt prompt = pair.prompt(world, "length", "Go on", Script.reply(cut));

    Turn turn = pair.send(world, prompt);

    assertThat(turn.stop()).isEqualTo(Turn.Stop.LENGTH);
    JsonNode body = pair.received(world, "length").json();
    assertThat(
            body.path(pair.toOpenAi() ? "max_completion_tokens" : "max_tokens").longValue())
        .isEqualTo(4096);
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#streamed")
  void tellsUsageInAStreamOnlyWhenAsked(Pair pair) {
    Turn turn = pair.send(world, pair.prompt(world, "usage", "Hi").withoutUsage());

    assertThat(turn.usage()).isEqualTo(pair.fromOpenAi() ? null : new Turn.Usage(100, 40, 25));
  }

  private List<Received> requests(Pair pair, String scene) {
    return pair.provider(world).ledger().of(pair.model(scene)).stream()
        .map(entry -> entry.request())
        .toList();
  }

  private static String userText(JsonNode body) {
    StringBuilder text = new StringBuilder();
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").stringValue().equals("user")) {
        text.append(texts(message.path("content")));
      }
    }
    return text.toString();
  }

  /** In both dialects a content is a string, or an array in which the texts have a field "text". */
  private static String texts(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asString("")));
    return text.toString();
  }

  private static String systemText(JsonNode body) {
    StringBuilder text = new StringBuilder(texts(body.path("system")));
    for (JsonNode message : body.path("messages")) {
      if (List.of("system", "developer").contains(message.path("role").stringValue())) {
        text.append(texts(message.path("content")));
      }
    }
    return text.toString();
  }

  private static List<String> pictures(JsonNode body) {
    List<String> urls = new ArrayList<>();
    for (JsonNode part : body.findParents("type")) {
      switch (part.path("type").stringValue()) {
        case "image_url" -> urls.add(part.at("/image_url/url").stringValue());
        case "base64" ->
          urls.add("data:%s;base64,%s"
              .formatted(
                  part.path("media_type").stringValue(), part.path("data").stringValue()));
        case "url" -> urls.add(part.path("url").stringValue());
        default -> {}
      }
    }
    return urls;
  }

  private static List<String> toolNames(JsonNode body) {
    List<String> names = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      JsonNode function = tool.has("function") ? tool.path("function") : tool;
      names.add(function.path("name").stringValue());
    }
    return names;
  }

  private static List<JsonNode> callArguments(JsonNode body) {
    List<JsonNode> arguments = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      for (JsonNode call : message.path("tool_calls")) {
        arguments.add(
            JsonMapper.shared().readTree(call.at("/function/arguments").stringValue()));
      }
      for (JsonNode block : message.path("content")) {
        if (block.path("type").asString("").equals("tool_use")) {
          arguments.add(block.path("input"));
        }
      }
    }
    return arguments;
  }

  private static List<String> results(JsonNode body) {
    List<String> results = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      if (message.has("tool_call_id")) {
        results.add(
            message.path("tool_call_id").stringValue() + ": " + texts(message.path("content")));
      }
      for (JsonNode block : message.path("content")) {
        if (block.has("tool_use_id")) {
          results.add(
              block.path("tool_use_id").stringValue() + ": " + texts(block.path("content")));
        }
      }
    }
    return results;
  }

  private static String choice(JsonNode body) {
    JsonNode choice = body.path("tool_choice");
    if (choice.isString()) {
      return choice.stringValue();
    }
    return switch (choice.path("type").asString("")) {
      case "any" -> "required";
      case "tool" -> choice.path("name").stringValue();
      case "function" -> choice.at("/function/name").stringValue();
      default -> choice.path("type").asString("");
    };
  }
}
