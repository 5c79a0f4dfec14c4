package dev.airoute.extproc.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ObjectPatchTest {
  private static String patched(String object, ObjectPatch patch) {
    String result = patch.apply(Json.parse(object)).toString();
    Json.parse(result);
    return result;
  }

  @Test
  void replacesAMemberAndKeepsEveryOtherByte() {
    ObjectPatch patch = new ObjectPatch().set("model", Json.string("target"));
    assertThat(patched(
            "{ \"x\" : 1.0 ,\n\t\"mod\\u0065l\":\"asked\"\t,\"z\":{\"a\":1,\"a\":2} }", patch))
        .isEqualTo("{ \"x\" : 1.0 ,\n\t\"mod\\u0065l\":\"target\"\t,\"z\":{\"a\":1,\"a\":2} }");
  }

  @Test
  void addsWhatIsMissingBehindTheLastMember() {
    ObjectPatch patch = new ObjectPatch().set("b", Json.TRUE).setDefault("c", Json.number(2));
    assertThat(patched("{\"a\":1\n}", patch)).isEqualTo("{\"a\":1,\"b\":true,\"c\":2\n}");
    assertThat(patched("{ }", patch)).isEqualTo("{\"b\":true,\"c\":2 }");
    assertThat(patched("{}", patch)).isEqualTo("{\"b\":true,\"c\":2}");
  }

  @Test
  void defaultsOnlyWhereNothingWasSaid() {
    ObjectPatch patch = new ObjectPatch().setDefault("t", Json.number(1));
    assertThat(patched("{\"t\":0}", patch)).isEqualTo("{\"t\":0}");
    assertThat(patched("{\"t\":false}", patch)).isEqualTo("{\"t\":false}");
    assertThat(patched("{\"t\":null}", patch)).isEqualTo("{\"t\":1}");
    assertThat(patched("{}", patch)).isEqualTo("{\"t\":1}");
  }

  @Test
  void removesAMemberWithItsComma() {
    ObjectPatch patch = new ObjectPatch().remove("a");
    assertThat(patched("{\"a\":1,\"b\":2,\"c\":3}", patch)).isEqualTo("{\"b\":2,\"c\":3}");
    assertThat(patched("{\"b\":2, \"a\":1, \"c\":3}", patch)).isEqualTo("{\"b\":2, \"c\":3}");
    assertThat(patched("{\"b\":2, \"a\":1 }", patch)).isEqualTo("{\"b\":2}");
    assertThat(patched("{\"b\":2 , \"c\":1 }", patch)).isEqualTo("{\"b\":2 , \"c\":1 }");
    assertThat(patched("{\"a\":1}", patch)).isEqualTo("{}");
    assertThat(patched("{}", patch)).isEqualTo("{}");
  }

  @Test
  void removesSeveralAndAddsOne() {
    ObjectPatch patch = new ObjectPatch().remove("a").remove("b").remove("c").set("d", Json.NULL);
    assertThat(patched("{\"a\":1,\"b\":2,\"c\":3}", patch)).isEqualTo("{\"d\":null}");
    assertThat(patched("{\"a\":1,\"x\":2,\"c\":3}", patch)).isEqualTo("{\"x\":2,\"d\":null}");
  }

  @Test
  void editsInsideAMember() {
    ObjectPatch patch = new ObjectPatch();
    patch.inside("stream_options").set("include_usage", Json.TRUE);
    assertThat(patched("{\"stream_options\": {\"x\": 1 },\"y\":2}", patch))
        .isEqualTo("{\"stream_options\": {\"x\": 1,\"include_usage\":true },\"y\":2}");
    assertThat(patched("{\"stream_options\":{\"include_usage\": false}}", patch))
        .isEqualTo("{\"stream_options\":{\"include_usage\": true}}");
    assertThat(patched("{\"stream_options\":null}", patch))
        .isEqualTo("{\"stream_options\":{\"include_usage\":true}}");
    assertThat(patched("{\"a\":1}", patch))
        .isEqualTo("{\"a\":1,\"stream_options\":{\"include_usage\":true}}");
  }

  @Test
  void makesNoObjectToRemoveSomethingFromIt() {
    ObjectPatch patch = new ObjectPatch();
    patch.inside("stream_options").remove("include_usage");
    assertThat(patched("{\"a\":1}", patch)).isEqualTo("{\"a\":1}");
    assertThat(patched("{\"stream_options\":null}", patch)).isEqualTo("{\"stream_options\":null}");
    assertThat(patched("{\"stream_options\":{\"include_usage\":true}}", patch))
        .isEqualTo("{\"stream_options\":{}}");
  }

  @Test
  void theLaterEditOfAMemberCounts() {
    ObjectPatch patch = new ObjectPatch().set("a", Json.TRUE).remove("a");
    assertThat(patched("{\"a\":1}", patch)).isEqualTo("{}");
    patch.inside("b").set("c", Json.TRUE);
    patch.inside("b").set("d", Json.TRUE);
    assertThat(patched("{}", patch)).isEqualTo("{\"b\":{\"c\":true,\"d\":true}}");
  }

  @Test
  void appliesToAsManyObjectsAsWanted() {
    ObjectPatch patch = new ObjectPatch().set("a", Json.TRUE);
    assertThat(patched("{}", patch)).isEqualTo(patched("{}", patch));
    assertThat(patch.isEmpty()).isFalse();
    assertThat(new ObjectPatch().isEmpty()).isTrue();
    Json same = Json.parse("[]");
    assertThat(new ObjectPatch().apply(same)).isSameAs(same);
  }

  @Test
  void refusesDuplicatesAndOtherValues() {
    ObjectPatch patch = new ObjectPatch().set("model", Json.TRUE);
    assertThatThrownBy(() -> patch.apply(Json.parse("{\"model\":1,\"model\":2}")))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> patch.apply(Json.parse("[]"))).isInstanceOf(JsonException.class);
  }
}
