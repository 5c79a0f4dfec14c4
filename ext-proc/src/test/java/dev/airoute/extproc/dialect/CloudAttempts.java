package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Provider;

/** Attempts at clouds that serve a dialect which is not their own. */
final class CloudAttempts {
  /** An upstream: which of a cloud's interfaces, and a model behind it. */
  record Cloud(String type, Dialect dialect, String authority, String prefix, String model) {}

  static final Cloud CONVERSE = new Cloud(
      "AWSBedrock",
      Dialect.BEDROCK_CONVERSE,
      "bedrock-runtime.us-east-1.amazonaws.com",
      "",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0");

  static final Cloud INVOKE_MODEL = new Cloud(
      "AWSBedrock",
      Dialect.ANTHROPIC_MESSAGES,
      "bedrock-runtime.us-east-1.amazonaws.com",
      "",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0");

  static final Cloud RAW_PREDICT = new Cloud(
      "GoogleVertexAI",
      Dialect.ANTHROPIC_MESSAGES,
      "us-east5-aiplatform.googleapis.com",
      "/v1/projects/p/locations/us-east5",
      "claude-sonnet-4-5@20250929");

  static Attempt attempt(Dialect client, Cloud cloud) {
    return attempt(client, cloud, cloud.model(), LossPolicy.REPORT);
  }

  static Attempt attempt(Dialect client, Cloud cloud, String model, LossPolicy policy) {
    Provider provider = Provider.newBuilder()
        .setName("default/p@0123456789")
        .setProviderName("default/p")
        .setType(cloud.type())
        .setDialect(cloud.dialect())
        .setAuthority(cloud.authority())
        .setPathPrefix(cloud.prefix())
        .build();
    return new Attempt(
        "0123456789abcdef",
        Call.chat(client, "smart", false),
        provider,
        cloud.dialect(),
        model,
        BodyEdits.getDefaultInstance(),
        policy,
        Attempts.EVERY,
        1,
        1_700_000_000L);
  }

  private CloudAttempts() {}
}
