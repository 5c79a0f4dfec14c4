package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Reads and writes the records of this package. */
public final class ApiMapper {
  private ApiMapper() {}

  /** Ignores fields that the records do not know (status, managed fields): the schema is the judge of those. */
  public static JsonMapper create() {
    return JsonMapper.builder()
        .addModule(module())
        .changeDefaultPropertyInclusion(
            value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  /** Durations in the Gateway API's form, decimal amounts as strings. */
  public static SimpleModule module() {
    return new SimpleModule("airoute")
        .addDeserializer(Duration.class, new DurationReader())
        .addSerializer(Duration.class, new DurationWriter())
        .addSerializer(BigDecimal.class, new AmountWriter());
  }

  private static final class DurationReader extends StdDeserializer<Duration> {
    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) {
      String text = parser.getString();
      try {
        return Durations.parse(text);
      } catch (IllegalArgumentException e) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, text, "%s", e.getMessage());
      }
    }
  }

  private static final class DurationWriter extends StdSerializer<Duration> {
    DurationWriter() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(Durations.format(value));
    }
  }

  private static final class AmountWriter extends StdSerializer<BigDecimal> {
    AmountWriter() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(value.toPlainString());
    }
  }
}
