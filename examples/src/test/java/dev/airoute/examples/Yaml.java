package dev.airoute.examples;

/** Objects for tests that change them. */
final class Yaml {
  static String openAi(String name, String url, String key) {
    return provider(name, "OpenAI", url + "/v1", key);
  }

  static String anthropic(String name, String url, String key) {
    return provider(name, "Anthropic", url, key);
  }

  private static String provider(String name, String type, String url, String key) {
    return """
    apiVersion: airoute.dev/v1alpha1
    kind: AIProvider
    metadata: {name: %s}
    spec:
      type: %s
      endpoint: {url: "%s"}
      credentials:
        apiKey: {secretRef: {name: %s, key: apiKey}}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: %s}
    stringData: {apiKey: "%s"}
    """.formatted(name, type, url, name, name, key);
  }

  /** Anonymous: one model name to one provider and its name of the model. */
  static String route(String name, String asked, String provider, String served) {
    return """
    apiVersion: airoute.dev/v1alpha1
    kind: AIRoute
    metadata: {name: %s}
    spec:
      access: Anonymous
      rules:
      - name: only
        models: ["%s"]
        backends:
        - {provider: {name: %s}, model: %s}
    """.formatted(name, asked, provider, served);
  }

  private Yaml() {}
}
