package dev.airoute.controlplane.translate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.airoute.api.AIProvider;
import dev.airoute.api.AIRoute;
import dev.airoute.api.HeaderMatchType;
import dev.airoute.api.ResourceName;
import dev.airoute.api.Selection;
import dev.airoute.controlplane.ir.Backend;
import dev.airoute.controlplane.ir.BodyEdits;
import dev.airoute.controlplane.ir.Dialect;
import dev.airoute.controlplane.ir.Fallback;
import dev.airoute.controlplane.ir.HeaderMatch;
import dev.airoute.controlplane.ir.Match;
import dev.airoute.controlplane.ir.ModelPattern;
import dev.airoute.controlplane.ir.Rule;
import dev.airoute.controlplane.ir.RuleName;
import dev.airoute.controlplane.ir.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One rule of an AIRoute. */
final class RuleTranslator {
  private final Map<ResourceName, AIProvider> written;
  private final Set<ResourceName> served;

  /** @param served providers that are in service */
  RuleTranslator(Map<ResourceName, AIProvider> written, Set<ResourceName> served) {
    this.written = written;
    this.served = served;
  }

  /** The rule without its place among the others. @param field where the rule is written */
  Optional<Rule> translate(AIRoute route, AIRoute.Rule rule, String field, Findings findings) {
    refuseWhatHasNoMeaning(rule, field, findings);
    refuseWhatWouldBeUnsafeToIgnore(rule, field, findings);
    noteWhatHasNoEffect(rule, field, findings);
    List<ModelPattern> models = Patterns.read(rule.models(), field + ".models", findings);
    List<HeaderMatch> headers = headers(rule.headers(), field + ".headers", findings);
    if (!findings.accepted()) {
      return Optional.empty();
    }
    List<Backend> backends = backends(route, rule, field + ".backends", findings);
    if (!findings.accepted()) {
      return Optional.empty();
    }
    if (backends.stream().allMatch(backend -> backend.weight() == 0)) {
      findings.refuse(Reason.NO_BACKEND, field + ".backends: none is in service");
      return Optional.empty();
    }
    return Optional.of(new Rule(
        new RuleName(route.name(), rule.name()),
        new Match(route.spec().hostnames(), models, headers),
        route.spec().access(),
        backends,
        Selection.WEIGHTED,
        new Fallback(Set.copyOf(rule.fallback().on()), rule.fallback().maxAttempts()),
        new Timeouts(
            limit(rule.timeouts().request()),
            limit(rule.timeouts().firstToken()),
            limit(rule.timeouts().idle())),
        rule.lossPolicy(),
        0));
  }

  /** Zero means no limit, as in the Gateway API. */
  private static @Nullable Duration limit(@Nullable Duration written) {
    return written == null || written.isZero() ? null : written;
  }

  private static void refuseWhatHasNoMeaning(AIRoute.Rule rule, String field, Findings findings) {
    if (rule.models().isEmpty()) {
      findings.refuse(Reason.INVALID_VALUE, field + ".models is empty");
    }
    if (rule.fallback().maxAttempts() < 1) {
      findings.refuse(Reason.INVALID_VALUE, field + ".fallback.maxAttempts is less than 1");
    }
    for (int i = 0; i < rule.backends().size(); i++) {
      AIRoute.Backend backend = rule.backends().get(i);
      if (backend.weight() < 0 || backend.priority() < 0) {
        findings.refuse(
            Reason.INVALID_VALUE,
            field + ".backends[" + i + "]: neither weight nor priority may be negative");
      }
    }
  }

  private static void refuseWhatWouldBeUnsafeToIgnore(
      AIRoute.Rule rule, String field, Findings findings) {
    if (!rule.limits().isEmpty()) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE,
          field + ".limits are not enforced by this version: remove them");
    }
    if (!rule.guardrails().isEmpty()) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE,
          field + ".guardrails are not enforced by this version: remove them");
    }
  }

  private static void noteWhatHasNoEffect(AIRoute.Rule rule, String field, Findings findings) {
    if (rule.cache() != null) {
      findings.note(field + ".cache has no effect in this version");
    }
    if (rule.mirror() != null) {
      findings.note(field + ".mirror has no effect in this version");
    }
    if (rule.select() != Selection.WEIGHTED) {
      findings.note(
          field + ".select: " + rule.select() + " is not there in this version, Weighted is used");
    }
  }

  private static List<HeaderMatch> headers(
      List<AIRoute.HeaderMatch> written, String field, Findings findings) {
    List<HeaderMatch> headers = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      AIRoute.HeaderMatch header = written.get(i);
      String name = header.name().toLowerCase(Locale.ROOT);
      if (header.type() == HeaderMatchType.EXACT) {
        headers.add(new HeaderMatch.Exact(name, header.value()));
        continue;
      }
      try {
        Pattern.compile(header.value());
        headers.add(new HeaderMatch.RegularExpression(name, header.value()));
      } catch (PatternSyntaxException e) {
        findings.refuse(
            Reason.INVALID_VALUE,
            field + "[" + i + "].value is not a regular expression of RE2: " + e.getDescription());
      }
    }
    return headers;
  }

  private List<Backend> backends(
      AIRoute route, AIRoute.Rule rule, String field, Findings findings) {
    List<Backend> backends = new ArrayList<>();
    for (int i = 0; i < rule.backends().size(); i++) {
      backend(route, rule.backends().get(i), field + "[" + i + "]", findings)
          .ifPresent(backends::add);
    }
    return backends;
  }

  private Optional<Backend> backend(
      AIRoute route, AIRoute.Backend backend, String field, Findings findings) {
    ResourceName name =
        new ResourceName(route.metadata().namespace(), backend.provider().name());
    AIProvider provider = written.get(name);
    if (provider == null) {
      findings.unresolved(
          Reason.BACKEND_NOT_FOUND, field + ".provider: AIProvider " + name + " does not exist");
      return Optional.empty();
    }
    if (!served.contains(name)) {
      findings.unresolved(
          Reason.BACKEND_NOT_SERVED,
          field + ".provider: AIProvider " + name + " is not in service, see its status");
      return Optional.empty();
    }
    return Optional.of(new Backend(
        name,
        backend.model(),
        backend.weight(),
        backend.priority(),
        dialect(provider, backend, field + ".api", findings),
        edits(backend.request())));
  }

  private static @Nullable Dialect dialect(
      AIProvider provider, AIRoute.Backend backend, String field, Findings findings) {
    if (backend.api() == null) {
      return null;
    }
    Optional<Preset> preset = Preset.of(provider.spec());
    if (preset.isEmpty()) {
      findings.note(field + " has no meaning for type " + provider.spec().type());
      return null;
    }
    return ProviderTranslator.dialect(
            preset.get(), provider.spec().type(), backend.api(), field, findings)
        .orElse(null);
  }

  private static BodyEdits edits(AIRoute.@Nullable RequestEdits request) {
    return request == null
        ? BodyEdits.NONE
        : new BodyEdits(texts(request.set()), texts(request.defaults()), request.remove());
  }

  private static Map<String, String> texts(Map<String, JsonNode> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }
}
