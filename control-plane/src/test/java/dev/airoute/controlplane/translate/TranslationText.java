package dev.airoute.controlplane.translate;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.airoute.api.ApiMapper;
import dev.airoute.api.ResourceName;
import dev.airoute.controlplane.ir.Credential;
import dev.airoute.controlplane.ir.Endpoint;
import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.HeaderMatch;
import dev.airoute.controlplane.ir.ModelPattern;
import dev.airoute.controlplane.ir.RuleName;
import dev.airoute.controlplane.ir.SecretKey;
import dev.airoute.controlplane.ir.Upstream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** A translation as YAML, for golden files. */
final class TranslationText {
  private static final DumpSettings YAML = DumpSettings.builder()
      .setDefaultFlowStyle(FlowStyle.BLOCK)
      .setSplitLines(false)
      .build();

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface OneOf {}

  private static final JsonMapper MAPPER = ApiMapper.create()
      .rebuild()
      .addModule(new SimpleModule("text")
          .addSerializer(ResourceName.class, ToStringSerializer.instance)
          .addSerializer(RuleName.class, ToStringSerializer.instance)
          .addSerializer(SecretKey.class, ToStringSerializer.instance)
          .addSerializer(ModelPattern.class, ToStringSerializer.instance))
      .addMixIn(Upstream.class, OneOf.class)
      .addMixIn(Credential.class, OneOf.class)
      .addMixIn(Endpoint.TrustAnchors.class, OneOf.class)
      .addMixIn(HeaderMatch.class, OneOf.class)
      .build();

  private TranslationText() {}

  static String ir(Gateway gateway) {
    return yaml(MAPPER.convertValue(gateway, Object.class));
  }

  static String statuses(Translation translation) {
    Map<String, Object> statuses = new LinkedHashMap<>();
    translation.statuses().forEach((object, status) -> {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("conditions", conditions(status.conditions()));
      if (!status.rules().isEmpty()) {
        List<Object> rules = status.rules().stream()
            .<Object>map(rule -> Map.of(rule.name(), conditions(rule.conditions())))
            .toList();
        shown.put("rules", rules);
      }
      statuses.put(object.toString(), shown);
    });
    return yaml(statuses);
  }

  private static List<String> conditions(List<Condition> conditions) {
    List<String> lines = new ArrayList<>();
    for (Condition condition : conditions) {
      String said = condition.message().isEmpty() ? "" : ": " + condition.message();
      lines.add(condition.type().value()
          + "="
          + (condition.holds() ? "True" : "False")
          + " "
          + condition.reason().value()
          + said);
    }
    return lines;
  }

  private static String yaml(Object value) {
    return new Dump(YAML).dumpToString(value);
  }
}
