package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Dialect.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the session that a request belongs to by its prompt, which says {@code session:SCRIPT/RUN}. Any thread. */
final class SessionDirector implements Director {
  private static final Pattern MARK = Pattern.compile("session:([a-z-]+)/([a-z0-9-]+)");

  private final Map<String, Session> sessions;
  private final Map<String, String> values;
  private final boolean signs;
  private final String secret;
  private final Consumer<String> journal;

  /** Requests so far, by run. */
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

  /**
   * @param sessions by the names of their scripts
   * @param values for the places in their arguments
   * @param signs whether the vendor signs what it thinks
   * @param secret what no provider may see: the client's key
   * @param journal takes a line for each request
   */
  SessionDirector(
      Map<String, Session> sessions,
      Map<String, String> values,
      boolean signs,
      String secret,
      Consumer<String> journal) {
    this.sessions = Map.copyOf(sessions);
    this.values = Map.copyOf(values);
    this.signs = signs;
    this.secret = secret;
    this.journal = journal;
  }

  @Override
  public Script direct(Received request, Asked asked) throws Refusal {
    Checks.require(!request.everything().contains(secret), "the client's key came through");
    Matcher mark = MARK.matcher(request.body());
    Session session = mark.find() ? sessions.get(mark.group(1)) : null;
    if (session == null) {
      throw new Refusal(400, "the prompt names no session");
    }
    if (asked.tools().isEmpty() && asked.results().isEmpty()) {
      return said(request, "aside", Answer.text("A session", " of a script."));
    }
    int before =
        requests.computeIfAbsent(name(request), _ -> new AtomicInteger()).getAndIncrement();
    if (before < session.faults().size()) {
      Session.Fault fault = session.faults().get(before);
      journal.accept(name(request) + " met " + fault);
      return fault.script();
    }
    Checks.require(
        !session.signed()
            || !signs
            || !asked.thinks()
            || asked.results().isEmpty()
            || request.body().contains(Session.SIGNATURE),
        "what was thought did not come back");
    List<Session.Call> calls = session.next(asked);
    return calls.isEmpty()
        ? said(request, "finished", session.last(asked))
        : said(request, "called " + calls.getFirst().tool(), session.calling(calls, asked, values));
  }

  private Script said(Received request, String what, Answer answer) {
    journal.accept(name(request) + " " + what);
    return Script.reply(answer);
  }

  /** {@code SCRIPT/RUN}, or {@code ?} when the request says none. */
  static String name(Received request) {
    Matcher mark = MARK.matcher(request.body());
    return mark.find() ? mark.group(1) + "/" + mark.group(2) : "?";
  }
}
