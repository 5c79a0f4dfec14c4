package dev.airoute.controlplane.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.api.AIProvider;
import dev.airoute.api.ProviderType;
import dev.airoute.api.ResourceName;
import dev.airoute.controlplane.validate.CheckedFile;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.validate.Validator;
import dev.airoute.controlplane.validate.YamlFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LastGoodTest {
  private static final Validator VALIDATOR = Validator.load();
  private static final String SEPARATOR = "\n---\n";

  private final LastGood lastGood = new LastGood();

  @Test
  void keepsTheLastGoodVersionOfAnObjectThatBecomesInvalid() {
    update(file("a", provider("x", "OpenAI") + SEPARATOR + provider("w", "Echo")));

    ResourceSet now =
        update(file("a", provider("x", "OpenAI, api: Nope") + SEPARATOR + provider("w", "Groq")));

    assertThat(types(now)).isEqualTo(Map.of("x", ProviderType.OPENAI, "w", ProviderType.GROQ));
    assertThat(now.outdated()).singleElement().hasToString("AIProvider default/x");
    assertThat(now.problems()).singleElement().asString().startsWith("a:1:").contains("spec.api");
    assertThat(now.position(now.providers().getLast())).contains(new Position("a", 1, 1));
  }

  @Test
  void takesARepairedObject() {
    update(file("a", provider("x", "OpenAI")));
    update(file("a", provider("x", "Nope")));

    ResourceSet now = update(file("a", provider("x", "Mistral")));

    assertThat(types(now)).isEqualTo(Map.of("x", ProviderType.MISTRAL));
    assertThat(now.outdated()).isEmpty();
    assertThat(now.problems()).isEmpty();
  }

  @Test
  void keepsWhatAnUnreadableFileHeld() {
    update(file("a", provider("x", "OpenAI") + SEPARATOR + provider("w", "Echo")));

    ResourceSet now = update(file("a", provider("x", "Mistral") + SEPARATOR + "{half: [of a"));

    assertThat(types(now)).isEqualTo(Map.of("x", ProviderType.MISTRAL, "w", ProviderType.ECHO));
    assertThat(now.outdated()).singleElement().hasToString("AIProvider default/w");
    assertThat(now.problems()).singleElement().asString().contains("is not YAML");
  }

  @Test
  void keepsWhatMayHideBehindAnUnnamedObject() {
    update(file("a", provider("x", "OpenAI") + SEPARATOR + provider("w", "Echo")));

    ResourceSet now = update(file(
        "a", provider("x", "OpenAI") + SEPARATOR + provider("w", "Groq").replace("name: w", "")));

    assertThat(types(now)).isEqualTo(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO));
  }

  @Test
  void keepsWhatAnEmptiedFileHeldUntilItIsRemoved() {
    update(file("a", provider("x", "OpenAI")), file("b", provider("w", "Echo")));

    ResourceSet emptied = update(file("a", " \n"), file("b", provider("w", "Echo")));
    assertThat(types(emptied)).isEqualTo(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO));
    assertThat(emptied.problems())
        .singleElement()
        .hasToString(
            "a: is empty; what was in it stays in service — delete the file to take it out");

    ResourceSet removed = update(file("b", provider("w", "Echo")));
    assertThat(types(removed)).isEqualTo(Map.of("w", ProviderType.ECHO));
    assertThat(removed.problems()).isEmpty();
  }

  @Test
  void dropsWhatDisappearsFromASoundFile() {
    update(file("a", provider("x", "OpenAI") + SEPARATOR + provider("w", "Echo")));

    assertThat(types(update(file("a", provider("w", "Echo")))))
        .isEqualTo(Map.of("w", ProviderType.ECHO));
    assertThat(types(update(file("a", "# nothing any more")))).isEmpty();
    assertThat(types(update(file("a", "")))).isEmpty();
  }

  @Test
  void servesNothingOfAnObjectThatNeverWasValid() {
    ResourceSet now = update(file("a", provider("x", "Nope") + SEPARATOR + provider("w", "Echo")));

    assertThat(types(now)).isEqualTo(Map.of("w", ProviderType.ECHO));
    assertThat(now.outdated()).isEmpty();
    assertThat(now.problems()).hasSize(1);
  }

  @Test
  void followsAnObjectToAnotherFileEvenIfItIsBrokenThere() {
    update(file("a", provider("x", "OpenAI")), file("b", "# empty"));

    ResourceSet now = update(file("b", provider("x", "Nope")));

    assertThat(types(now)).isEqualTo(Map.of("x", ProviderType.OPENAI));
  }

  @Test
  void letsTheSecondOfTwoTakeOverWhenTheFirstIsRemoved() {
    ResourceSet both = update(file("a", provider("x", "OpenAI")), file("b", provider("x", "Groq")));
    assertThat(types(both)).isEqualTo(Map.of("x", ProviderType.OPENAI));
    assertThat(both.problems())
        .singleElement()
        .asString()
        .startsWith("b:1:1: AIProvider default/x: is already at a:1:1");

    ResourceSet one = update(file("b", provider("x", "Groq")));
    assertThat(types(one)).isEqualTo(Map.of("x", ProviderType.GROQ));
  }

  @Test
  void keepsEverythingWhileTheFolderCannotBeRead() {
    update(file("a", provider("x", "OpenAI")));

    Problem gone = new Problem(Position.ofFile("folder"), null, "", "cannot be read", null);
    ResourceSet now = lastGood.unreadable(gone);
    assertThat(types(now)).isEqualTo(Map.of("x", ProviderType.OPENAI));
    assertThat(now.problems()).containsExactly(gone);
    assertThat(now.outdated()).hasSize(1);

    assertThat(types(update(file("a", provider("x", "Nope")))))
        .isEqualTo(Map.of("x", ProviderType.OPENAI));
  }

  @Test
  void ordersByNameWhateverTheFiles() {
    ResourceSet one = update(file("a", provider("x", "Echo") + SEPARATOR + provider("b", "Echo")));

    assertThat(one.providers()).extracting(AIProvider::name).containsExactly(name("b"), name("x"));
  }

  private ResourceSet update(YamlFile... files) {
    List<CheckedFile> checked = new ArrayList<>();
    Set<String> empty = new HashSet<>();
    for (YamlFile file : files) {
      checked.add(VALIDATOR.check(file, Map.of()));
      if (file.text().isBlank()) {
        empty.add(file.name());
      }
    }
    return lastGood.update(checked, empty);
  }

  private static Map<String, ProviderType> types(ResourceSet world) {
    Map<String, ProviderType> types = new TreeMap<>();
    world
        .providers()
        .forEach(provider -> types.put(provider.name().name(), provider.spec().type()));
    return types;
  }

  private static YamlFile file(String name, String text) {
    return YamlFile.of(name, text);
  }

  private static String provider(String name, String type) {
    return "{apiVersion: airoute.dev/v1alpha1, kind: AIProvider, metadata: {name: " + name
        + "}, spec: {type: " + type + "}}";
  }

  private static ResourceName name(String name) {
    return new ResourceName("default", name);
  }
}
