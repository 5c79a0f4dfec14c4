package dev.airoute.extproc.stream;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.dialect.Attempt;
import dev.airoute.extproc.dialect.Outbound;
import dev.airoute.extproc.dialect.Step;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the translate stage gets a translation for an attempt. */
interface Translations {
  Translation begin(Attempt attempt);

  /**
   * One attempt's way there and back, as {@link dev.airoute.extproc.dialect.AttemptTranslation} defines it. One thread at
   * a time.
   */
  interface Translation {
    Outbound request(byte[] body, Map<String, String> headers);

    Step responseHeaders(int status, Map<String, String> headers, boolean end);

    Step responseBody(byte[] bytes, int offset, int length, boolean end);

    /** Null when the provider reported none, or not yet. */
    @Nullable
    Usage usage();

    List<Loss> losses();

    @Nullable
    String servedModel();

    @Nullable
    FallbackCondition fallback();

    @Nullable
    GatewayError error();

    void close();
  }
}
