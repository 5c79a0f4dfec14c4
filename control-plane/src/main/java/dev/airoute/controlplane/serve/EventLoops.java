package dev.airoute.controlplane.serve;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes gRPC servers that run their callbacks on the event loops: these only hand over to the owner thread. */
final class EventLoops implements AutoCloseable {
  /** Envoy's ping interval is 30 s and must never look like abuse. */
  private static final long SHORTEST_PING_SECONDS = 5;

  private static final long OUR_PING_SECONDS = 30;
  private static final long PING_TIMEOUT_SECONDS = 10;

  /** A reconnecting client lists all it has: some 100,000 names fit. */
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  private @Nullable IoEventLoopGroup group;

  Server onTcp(SocketAddress address, BindableService service) {
    return common(NettyServerBuilder.forAddress(address), service);
  }

  Server onUnixSocket(Path path, BindableService service) {
    IoEventLoopGroup loops = epoll();
    return common(
        NettyServerBuilder.forAddress(new DomainSocketAddress(path.toFile()))
            .channelType(EpollServerDomainSocketChannel.class)
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops),
        service);
  }

  private static Server common(NettyServerBuilder builder, BindableService service) {
    return builder
        .directExecutor()
        .addService(service)
        .maxInboundMessageSize(MAX_REQUEST_BYTES)
        .permitKeepAliveTime(SHORTEST_PING_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTime(OUR_PING_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(PING_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  private IoEventLoopGroup epoll() {
    IoEventLoopGroup loops = group;
    if (loops == null) {
      loops = new MultiThreadIoEventLoopGroup(
          1,
          Thread.ofPlatform().name("xds-io-", 0).daemon(true).factory(),
          EpollIoHandler.newFactory());
      group = loops;
    }
    return loops;
  }

  @Override
  public void close() {
    if (group != null) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }
}
