package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.api.Access;
import dev.airoute.api.LossPolicy;
import dev.airoute.api.ResourceName;
import dev.airoute.api.Selection;
import dev.airoute.controlplane.ir.Backend;
import dev.airoute.controlplane.ir.BodyEdits;
import dev.airoute.controlplane.ir.Dialect;
import dev.airoute.controlplane.ir.Fallback;
import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.HeaderMatch;
import dev.airoute.controlplane.ir.Match;
import dev.airoute.controlplane.ir.ModelPattern;
import dev.airoute.controlplane.ir.Provider;
import dev.airoute.controlplane.ir.Rule;
import dev.airoute.controlplane.ir.RuleName;
import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.ir.Timeouts;
import dev.airoute.controlplane.ir.Upstream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReadyTextTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final ResourceName ECHO = new ResourceName("default", "echo");
  private static final Match ANY_GPT = match(List.of(), List.of(), "gpt-*");

  @Test
  void showsARequestThatNeedsNoKey() {
    assertThat(ReadyText.lines(
            gateway(
                rule("a", Access.CONSUMERS, match(List.of(), List.of(), "secret")),
                rule("b", Access.ANONYMOUS, ANY_GPT),
                rule("c", Access.ANONYMOUS, match(List.of(), List.of(), "echo", "other"))),
            LOOPBACK,
            10080))
        .containsExactly(
            "AIRoute is ready on http://127.0.0.1:10080",
            "Models: echo, gpt-*, other, secret",
            "Try:",
            "  curl http://127.0.0.1:10080/v1/chat/completions -H 'content-type: application/json'"
                + " -d '{\"model\": \"echo\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}'");
  }

  @Test
  void asksForTheKeyAndTheHeadersThatTheRuleNeeds() {
    Match match =
        match(List.of("*.example.com"), List.of(new HeaderMatch.Exact("x-tier", "gold")), "gpt-*");
    assertThat(ReadyText.lines(gateway(rule("a", Access.CONSUMERS, match)), LOOPBACK, 1))
        .last()
        .isEqualTo(
            "  curl http://127.0.0.1:1/v1/chat/completions -H 'content-type: application/json'"
                + " -H \"Authorization: Bearer $KEY\" -H 'host: any.example.com' -H 'x-tier: gold'"
                + " -d '{\"model\": \"MODEL\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}'");
  }

  @Test
  void saysSoWhenNothingIsServed() {
    assertThat(ReadyText.lines(gateway(), LOOPBACK, 10080))
        .containsExactly(
            "AIRoute is ready on http://127.0.0.1:10080",
            "It serves no model yet: add an AIRoute to the folder.");
  }

  @Test
  void writesAddressesAsUrlsHaveThem() throws UnknownHostException {
    Gateway gateway = gateway(rule("a", Access.ANONYMOUS, ANY_GPT));
    assertThat(ReadyText.lines(gateway, InetAddress.getByName("::1"), 80))
        .first()
        .isEqualTo("AIRoute is ready on http://[0:0:0:0:0:0:0:1]:80");
    List<String> everywhere = ReadyText.lines(gateway, InetAddress.getByName("0.0.0.0"), 80);
    assertThat(everywhere).first().isEqualTo("AIRoute is ready on http://0.0.0.0:80");
    assertThat(everywhere).last().asString().startsWith("  curl http://127.0.0.1:80/");
  }

  private static Gateway gateway(Rule... rules) {
    Provider echo = new Provider(ECHO, "Echo", Dialect.ECHO, new Upstream.Itself());
    return new Gateway(
        Settings.DEFAULT,
        new TreeMap<>(Map.of(ECHO, echo)),
        List.of(rules),
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static Rule rule(String name, Access access, Match match) {
    return new Rule(
        new RuleName(new ResourceName("default", "route"), name),
        match,
        access,
        List.of(new Backend(ECHO, null, 1, 0, null, BodyEdits.NONE)),
        Selection.WEIGHTED,
        new Fallback(Set.of(), 1),
        new Timeouts(null, null, null),
        LossPolicy.REPORT,
        0);
  }

  private static Match match(List<String> hostnames, List<HeaderMatch> headers, String... models) {
    return new Match(hostnames, Stream.of(models).map(ModelPattern::new).toList(), headers);
  }
}
