package dev.airoute.extproc.stream;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.dialect.Attempt;
import dev.airoute.extproc.dialect.AttemptTranslation;
import dev.airoute.extproc.dialect.Outbound;
import dev.airoute.extproc.dialect.Step;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hub's translation, as the stage sees it. */
final class HubTranslation implements Translations.Translation {
  private final AttemptTranslation hub;

  HubTranslation(Attempt attempt) {
    this.hub = new AttemptTranslation(attempt);
  }

  @Override
  public Outbound request(byte[] body, Map<String, String> headers) {
    return hub.request(body, headers);
  }

  @Override
  public Step responseHeaders(int status, Map<String, String> headers, boolean end) {
    return hub.responseHeaders(status, headers, end);
  }

  @Override
  public Step responseBody(byte[] bytes, int offset, int length, boolean end) {
    return hub.responseBody(bytes, offset, length, end);
  }

  @Override
  public @Nullable Usage usage() {
    Usage usage = hub.usage();
    return usage.equals(Usage.ZERO) ? null : usage;
  }

  @Override
  public List<Loss> losses() {
    return hub.losses();
  }

  @Override
  public @Nullable String servedModel() {
    return hub.servedModel();
  }

  @Override
  public @Nullable FallbackCondition fallback() {
    return hub.fallback();
  }

  @Override
  public @Nullable GatewayError error() {
    return hub.error();
  }

  @Override
  public void close() {
    hub.close();
  }
}
