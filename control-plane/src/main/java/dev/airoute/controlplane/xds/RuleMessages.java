package dev.airoute.controlplane.xds;

import dev.airoute.api.ResourceName;
import dev.airoute.config.v1.Access;
import dev.airoute.config.v1.Backend;
import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.config.v1.HeaderMatch;
import dev.airoute.config.v1.HeaderMatchType;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Rule;
import dev.airoute.config.v1.Selection;
import dev.airoute.controlplane.ir.ModelPattern;
import java.util.Map;
import java.util.Objects;

/** Rules as the external processor reads them. */
final class RuleMessages {
  private final RouteTable routes;
  private final Map<ResourceName, ProviderResources> providers;

  RuleMessages(RouteTable routes, Map<ResourceName, ProviderResources> providers) {
    this.routes = routes;
    this.providers = providers;
  }

  Rule message(dev.airoute.controlplane.ir.Rule rule) {
    Rule.Builder message = Rule.newBuilder()
        .setName(rule.name().toString())
        .addAllHostnames(rule.match().hostnames())
        .setAccess(access(rule.access()))
        .addAllModels(rule.match().models().stream().map(ModelPattern::text).toList())
        .setSelection(selection(rule.selection()))
        .setEnvoyRoute(routes.streamed(rule))
        .setEnvoyRouteWhole(routes.whole(rule))
        .setMaxAttempts(RoutePolicy.maxAttempts(rule))
        .setLossPolicy(lossPolicy(rule.lossPolicy()))
        .setPrecedence(rule.precedence());
    rule.match().headers().forEach(header -> message.addHeaders(header(header)));
    rule.backends().forEach(backend -> message.addBackends(backend(backend)));
    rule.fallback().on().forEach(condition -> message.addFallbackOn(condition(condition)));
    java.time.Duration firstToken = rule.timeouts().firstToken();
    if (firstToken != null) {
      message.setFirstTokenTimeout(RoutePolicy.proto(firstToken));
    }
    return message.build();
  }

  private Backend backend(dev.airoute.controlplane.ir.Backend backend) {
    ProviderNames names =
        Objects.requireNonNull(providers.get(backend.provider()), "provider").names();
    Backend.Builder message = Backend.newBuilder()
        .setProvider(names.resource())
        .setCluster(names.hop())
        .setWeight(backend.weight())
        .setPriority(backend.priority());
    if (backend.model() != null) {
      message.setModel(backend.model());
    }
    if (backend.dialect() != null) {
      message.setDialect(ProviderResources.dialect(backend.dialect()));
    }
    if (!backend.edits().equals(dev.airoute.controlplane.ir.BodyEdits.NONE)) {
      message.setEdits(BodyEdits.newBuilder()
          .putAllSet(backend.edits().set())
          .putAllDefaults(backend.edits().defaults())
          .addAllRemove(backend.edits().remove()));
    }
    return message.build();
  }

  private static HeaderMatch header(dev.airoute.controlplane.ir.HeaderMatch header) {
    return switch (header) {
      case dev.airoute.controlplane.ir.HeaderMatch.Exact(var name, var value) ->
        header(name, value, HeaderMatchType.EXACT);
      case dev.airoute.controlplane.ir.HeaderMatch.RegularExpression(var name, var pattern) ->
        header(name, pattern, HeaderMatchType.REGULAR_EXPRESSION);
    };
  }

  private static HeaderMatch header(String name, String value, HeaderMatchType type) {
    return HeaderMatch.newBuilder().setName(name).setValue(value).setType(type).build();
  }

  private static Access access(dev.airoute.api.Access access) {
    return switch (access) {
      case CONSUMERS -> Access.CONSUMERS;
      case ANONYMOUS -> Access.ANONYMOUS;
    };
  }

  private static Selection selection(dev.airoute.api.Selection selection) {
    return switch (selection) {
      case WEIGHTED -> Selection.WEIGHTED;
      case CHEAPEST -> Selection.CHEAPEST;
      case FASTEST -> Selection.FASTEST;
      case LEAST_BUSY -> Selection.LEAST_BUSY;
    };
  }

  private static LossPolicy lossPolicy(dev.airoute.api.LossPolicy policy) {
    return switch (policy) {
      case REPORT -> LossPolicy.REPORT;
      case REJECT -> LossPolicy.REJECT;
    };
  }

  private static FallbackCondition condition(dev.airoute.api.FallbackCondition condition) {
    return switch (condition) {
      case CONNECT_FAILURE -> FallbackCondition.CONNECT_FAILURE;
      case TIMEOUT -> FallbackCondition.TIMEOUT;
      case RATE_LIMITED -> FallbackCondition.RATE_LIMITED;
      case OVERLOADED -> FallbackCondition.OVERLOADED;
      case SERVER_ERROR -> FallbackCondition.SERVER_ERROR;
      case FIRST_TOKEN_TIMEOUT -> FallbackCondition.FIRST_TOKEN_TIMEOUT;
      case STREAM_ERROR -> FallbackCondition.STREAM_ERROR;
      case CONTEXT_WINDOW_EXCEEDED -> FallbackCondition.CONTEXT_WINDOW_EXCEEDED;
    };
  }
}
