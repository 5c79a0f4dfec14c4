package dev.airoute.controlplane.xds;

import com.google.protobuf.Any;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Resources for people, as YAML or JSON: a mapping of type URL to name to resource. Secret values print {@code ***}. */
public final class ResourceText {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DumpSettings YAML = DumpSettings.builder()
      .setDefaultFlowStyle(FlowStyle.BLOCK)
      .setMultiLineFlow(false)
      .setWidth(200)
      .setSplitLines(false)
      .build();

  private ResourceText() {}

  public static String yaml(Resources resources) {
    return new Dump(YAML).dumpToString(tree(resources));
  }

  public static String json(Resources resources) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(resources)) + "\n";
  }

  private static SortedMap<String, SortedMap<String, Object>> tree(Resources resources) {
    SortedMap<String, SortedMap<String, Object>> shown = new TreeMap<>();
    resources.byType().forEach((type, named) -> {
      SortedMap<String, Object> byName = new TreeMap<>();
      named.forEach((name, resource) -> byName.put(name, tree(resource)));
      shown.put(type, byName);
    });
    return shown;
  }

  private static Object tree(Any resource) {
    JsonNode tree = JSON.readTree(EnvoyJson.print(resource));
    return JSON.convertValue(tree, Object.class);
  }
}
