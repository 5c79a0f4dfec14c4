package dev.airoute.extproc.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Usage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiUsageTest {
  @Corner({45, 46, 47})
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          # OpenAI
          {'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'prompt_tokens_details':{'cached_tokens':4,'cache_write_tokens':3},'completion_tokens_details':{'reasoning_tokens':2}} | 10 4 3 5 2
          # nulls where numbers should be
          {'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'prompt_tokens_details':{'cached_tokens':null},'completion_tokens_details':null} | 10 0 0 5 0
          # DeepSeek
          {'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'prompt_cache_hit_tokens':4,'prompt_cache_miss_tokens':6} | 10 4 0 5 0
          # Mistral
          {'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'num_cached_tokens':8} | 10 8 0 5 0
          # xAI: reasoning beside the completion
          {'prompt_tokens':10,'completion_tokens':5,'total_tokens':115,'completion_tokens_details':{'reasoning_tokens':100}} | 10 0 0 105 100
          # more reasoning than completion, and a total that does not say why
          {'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'completion_tokens_details':{'reasoning_tokens':9}} | 10 0 0 5 5
          # only a total
          {'prompt_tokens':10,'total_tokens':15} | 10 0 0 5 0
          # more cached than there was
          {'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'prompt_tokens_details':{'cached_tokens':14,'cache_write_tokens':3}} | 10 10 0 5 0
          {'prompt_tokens':-1,'completion_tokens':1e99,'total_tokens':'many'} | 0 0 0 0 0
          [] | 0 0 0 0 0
          """)
  void readsEveryVendorsCount(String usage, String expected) {
    Usage read = OpenAiUsage.read(Json.parse(usage.replace('\'', '"')));
    String numbers = "%d %d %d %d %d"
        .formatted(
            read.input(), read.cacheRead(), read.cacheWrite(), read.output(), read.reasoning());
    assertThat(numbers).isEqualTo(expected);
  }

  @Corner({45, 46})
  @Test
  void keepsItsIdentitiesWhateverIsCounted() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Usage usage = OpenAiUsage.read(any(random));
      assertThat(usage.cacheRead() + usage.cacheWrite()).isLessThanOrEqualTo(usage.input());
      assertThat(usage.reasoning()).isLessThanOrEqualTo(usage.output());
      assertThat(usage.input()).isNotNegative();
      assertThat(usage.output()).isNotNegative();
      assertThat(usage.cacheRead()).isNotNegative();
      assertThat(usage.cacheWrite()).isNotNegative();
      JsonWriter out = new JsonWriter();
      OpenAiUsage.write(usage, out);
      Json written = out.toJson();
      assertThat(number(written, "total_tokens"))
          .isEqualTo(number(written, "prompt_tokens") + number(written, "completion_tokens"));
      assertThat(OpenAiUsage.read(written)).isEqualTo(usage);
    }
  }

  private static long number(Json object, String name) {
    Json value = object.get(name);
    return value == null ? -1 : value.asLong();
  }

  private static Json any(Random random) {
    JsonWriter out = new JsonWriter().beginObject();
    for (String name : new String[] {"prompt_tokens", "completion_tokens", "total_tokens"}) {
      field(name, random, out);
    }
    field("prompt_cache_hit_tokens", random, out);
    out.name("prompt_tokens_details").beginObject();
    field("cached_tokens", random, out);
    field("cache_write_tokens", random, out);
    out.endObject().name("completion_tokens_details").beginObject();
    field("reasoning_tokens", random, out);
    return out.endObject().endObject().toJson();
  }

  private static void field(String name, Random random, JsonWriter out) {
    int dice = random.nextInt(8);
    if (dice == 0) {
      out.field(name, Json.NULL);
    } else if (dice > 1) {
      out.field(name, random.nextInt(-5, 300));
    }
  }
}
