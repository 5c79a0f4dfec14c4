package dev.airoute.extproc.observe;

import dev.airoute.extproc.stream.Exchange;
import dev.airoute.extproc.stream.Exchanges;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogType;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.stub.StreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Envoy's access log service: every record settles its exchange. Any thread. */
public final class AccessLog extends AccessLogServiceGrpc.AccessLogServiceImplBase {
  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

  /** The log of the outer listener; others are not ours. */
  private static final String LOG_NAME = "request";

  private final Exchanges exchanges;
  private final LineSink lines;
  private final RequestMeters meters;

  public AccessLog(Exchanges exchanges, LineSink lines, RequestMeters meters) {
    this.exchanges = exchanges;
    this.lines = lines;
    this.meters = meters;
  }

  @Override
  public StreamObserver<StreamAccessLogsMessage> streamAccessLogs(
      StreamObserver<StreamAccessLogsResponse> envoy) {
    return new StreamObserver<>() {
      private boolean ours;

      @Override
      public void onNext(StreamAccessLogsMessage message) {
        if (message.hasIdentifier()) {
          ours = message.getIdentifier().getLogName().equals(LOG_NAME);
        }
        if (ours) {
          message.getHttpLogs().getLogEntryList().forEach(AccessLog.this::settle);
        }
      }

      @Override
      public void onError(Throwable cause) {
        log.debug("access log stream lost cause=\"{}\"", cause.toString());
      }

      @Override
      public void onCompleted() {
        envoy.onNext(StreamAccessLogsResponse.getDefaultInstance());
        envoy.onCompleted();
      }
    };
  }

  private void settle(HTTPAccessLogEntry entry) {
    AccessLogType type = entry.getCommonProperties().getAccessLogType();
    if (type != AccessLogType.DownstreamEnd && type != AccessLogType.NotSet) {
      return;
    }
    String given = RequestRecord.id(entry);
    Exchange exchange = given == null
        ? exchanges.settleByEnvoysId(entry.getRequest().getRequestId())
        : exchanges.settle(given);
    String id = exchange == null ? given : exchange.id();
    RequestRecord request = RequestRecord.of(entry, id, exchange);
    meters.count(request);
    lines.write(RequestLine.of(request));
  }
}
