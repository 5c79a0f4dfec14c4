package dev.airoute.controlplane.translate;

import dev.airoute.api.AIConsumer;
import dev.airoute.api.AIProvider;
import dev.airoute.api.AIRoute;
import dev.airoute.api.ApiMapper;
import dev.airoute.api.Resource;
import dev.airoute.api.Secret;
import dev.airoute.controlplane.watch.ResourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** Objects from YAML, as a source would give them after validation. */
public final class TestingObjects {
  private static final JsonMapper MAPPER = ApiMapper.create();

  private TestingObjects() {}

  public static ResourceSet resourceSet(String yaml) {
    return ResourceSet.of(read(yaml).toArray(Resource[]::new));
  }

  public static List<Resource> read(String yaml) {
    List<Resource> objects = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      Map<?, ?> fields = (Map<?, ?>) document;
      objects.add(MAPPER.convertValue(fields, type(String.valueOf(fields.get("kind")))));
    }
    return objects;
  }

  private static Class<? extends Resource> type(String kind) {
    return switch (kind) {
      case "AIProvider" -> AIProvider.class;
      case "AIRoute" -> AIRoute.class;
      case "AIConsumer" -> AIConsumer.class;
      case "Secret" -> Secret.class;
      default -> throw new IllegalArgumentException("unknown kind " + kind);
    };
  }
}
