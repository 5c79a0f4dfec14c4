package dev.airoute.controlplane.xds;

import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Envoy itself answers, as JSON in the caller's dialect. Envoy's own texts and code details never reach a client:
 * they name sockets, addresses and clusters.
 */
final class LocalReplies {
  private static final Reply PROCESSOR_UNAVAILABLE = new Reply(
      Cel.PROCESSOR_FAILED,
      503,
      GatewayError.server("the gateway's processor is unavailable", "processor_unavailable"));

  /** No connection came about. The answer visits the translator, which knows by the mark what it is. */
  private static final Reply UNREACHABLE = new Reply(
      "response.code_details == 'no_healthy_upstream'"
          + " || (response.code_details.startsWith('upstream_reset_before_response_started{')"
          + " && response.code_details.contains('connection_failure'))",
      503,
      GatewayError.server("the provider cannot be reached", "provider_unreachable"));

  static final String CONNECT_FAILURE = "x-airoute-connect-failure";

  /**
   * The provider broke off while the translator held its answer back. Envoy then answers past the translator, so the
   * mark that lets the request move on must come with the answer.
   */
  private static final Reply BROKEN_OFF = new Reply(
      "response.code_details.startsWith('upstream_reset_after_response_started')",
      502,
      GatewayError.server("the provider broke off its answer", "provider_broke_off"));

  /** On answers of a hop that were broken off before anything of them had left it. */
  static final String BROKEN = "x-airoute-broken";

  /** The first that holds is taken. */
  private static final List<Reply> REPLIES = List.of(
      PROCESSOR_UNAVAILABLE,
      new Reply(
          "response.code_details in ['upstream_per_try_timeout',"
              + " 'upstream_per_try_idle_timeout', 'upstream_max_stream_duration_reached',"
              + " 'max_duration_timeout']",
          504,
          GatewayError.timeout("no provider answered in time", "timeout")),
      new Reply(
          "response.code == 413",
          null,
          GatewayError.tooLarge(
              "the request body is larger than the gateway accepts", "request_too_large")),
      new Reply(
          "response.code == 408",
          null,
          GatewayError.timeout("the request did not arrive in time", "request_timeout")),
      new Reply(
          "response.code == 504",
          null,
          GatewayError.timeout("no provider answered in time", "timeout")),
      new Reply(
          "response.code == 503 || response.code == 502",
          null,
          GatewayError.server("no provider is available", "no_provider")),
      new Reply(
          "response.code < 500",
          null,
          GatewayError.invalid("the gateway cannot accept this request", "invalid_request")),
      new Reply(
          "response.code >= 500",
          null,
          GatewayError.internal("the gateway failed", "internal_error")));

  private LocalReplies() {}

  static LocalReplyConfig atTheDoor(CallerDialect caller) {
    LocalReplyConfig.Builder config = LocalReplyConfig.newBuilder().addMappers(processorsOwn());
    REPLIES.forEach(reply -> config.addAllMappers(reply.mappers(caller)));
    return config.build();
  }

  /**
   * A hop's own failures visit the translator, which knows the caller's dialect; two cannot: its own failure, and a
   * provider's that comes when the translator has begun with the response.
   */
  static LocalReplyConfig inAHop(CallerDialect caller) {
    return LocalReplyConfig.newBuilder()
        .addAllMappers(PROCESSOR_UNAVAILABLE.mappers(caller))
        .addAllMappers(UNREACHABLE.mappers(caller, mark(CONNECT_FAILURE)))
        .addAllMappers(BROKEN_OFF.mappers(caller, mark(BROKEN)))
        .build();
  }

  private static HeaderValueOption mark(String header) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder().setKey(header).setValue("true"))
        .setAppendAction(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }

  /** Replies of the external processor, which are in the caller's dialect already. */
  private static ResponseMapper processorsOwn() {
    return ResponseMapper.newBuilder()
        .setFilter(Cel.filter("response.code_details.startsWith('airoute_')"))
        .setBodyFormatOverride(SubstitutionFormatString.newBuilder()
            .setTextFormatSource(DataSource.newBuilder().setInlineString("%LOCAL_REPLY_BODY%"))
            .setContentType(GatewayError.CONTENT_TYPE))
        .build();
  }

  /** @param status null: Envoy's own */
  private record Reply(String condition, @Nullable Integer status, GatewayError error) {
    List<ResponseMapper> mappers(CallerDialect caller, HeaderValueOption... headers) {
      return Stream.of(
              mapper(met(caller.anthropic()), error.anthropic(), headers),
              mapper(met(caller.gemini()), error.gemini(), headers),
              mapper(condition, error.openai(), headers))
          .toList();
    }

    private String met(String dialect) {
      return "(" + condition + ") && (" + dialect + ")";
    }

    private ResponseMapper mapper(String when, Struct body, HeaderValueOption... headers) {
      ResponseMapper.Builder mapper = ResponseMapper.newBuilder()
          .addAllHeadersToAdd(List.of(headers))
          .setFilter(Cel.filter(when))
          .setBodyFormatOverride(SubstitutionFormatString.newBuilder()
              .setJsonFormat(body)
              .setContentType(GatewayError.CONTENT_TYPE));
      if (status != null) {
        mapper.setStatusCode(UInt32Value.of(status));
      }
      return mapper.build();
    }
  }
}
