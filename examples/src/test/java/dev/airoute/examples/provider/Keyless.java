package dev.airoute.examples.provider;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A dialect as a server without credentials speaks it: one that comes was meant for somebody else. */
record Keyless(Dialect dialect) implements Dialect {
  @Override
  public boolean serves(String target) {
    return dialect.serves(target);
  }

  @Override
  public boolean thinks(JsonNode body) {
    return dialect.thinks(body);
  }

  @Override
  public List<String> tools(JsonNode body) {
    return dialect.tools(body);
  }

  @Override
  public List<String> results(JsonNode body) {
    return dialect.results(body);
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    for (String name : List.of("authorization", "x-api-key", "api-key", "x-goog-api-key")) {
      Checks.require(request.header(name) == null, "credentials for a server that asks for none");
    }
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    dialect.checkBody(body);
  }

  @Override
  public String json(Answer answer, String model) {
    return dialect.json(answer, model);
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    return dialect.frames(answer, request);
  }

  @Override
  public String error(int status, String message) {
    return dialect.error(status, message);
  }

  @Override
  public String errorFrame(String message) {
    return dialect.errorFrame(message);
  }
}
