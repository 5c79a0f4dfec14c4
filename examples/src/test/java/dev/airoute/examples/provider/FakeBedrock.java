package dev.airoute.examples.provider;

/** Apart from {@link FakeProvider}, which {@link SessionServer} runs without AWS's libraries. */
public final class FakeBedrock {
  /** Bedrock's Converse, and Claude by InvokeModel. @param key the API key that it takes */
  public static FakeProvider start(String key) {
    return new FakeProvider(key, new Converse(), new InvokeModel());
  }

  private FakeBedrock() {}
}
