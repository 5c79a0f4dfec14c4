package dev.airoute.extproc;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** gRPC over epoll: the event loops, and what is built on them. */
final class Transport implements AutoCloseable {
  /** Headers and framing around a body. */
  private static final int MESSAGE_OVERHEAD = 64 * 1024;

  /** Holds a large body in one go; the default of 1 MiB would stop it for each round trip. */
  private static final int WINDOW = 8 << 20;

  /** All rules of a large installation in one message. */
  private static final int LARGEST_CONFIGURATION = 64 << 20;

  /** Finds out within a minute that the control plane's machine is gone. */
  private static final int PING_SECONDS = 30;

  private static final int SHORTEST_PING_SECONDS = 5;

  private final IoEventLoopGroup loops;

  Transport(int threads) {
    if (!Epoll.isAvailable()) {
      throw new IllegalStateException("this needs Linux with epoll", Epoll.unavailabilityCause());
    }
    this.loops = new MultiThreadIoEventLoopGroup(
        threads,
        Thread.ofPlatform().name("loop-", 0).daemon().factory(),
        EpollIoHandler.newFactory());
  }

  /** A server whose callbacks run on the event loops. */
  NettyServerBuilder server(Path socket, int maxRequestBytes) {
    return NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
        .channelType(EpollServerDomainSocketChannel.class)
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops)
        .directExecutor()
        .maxInboundMessageSize(maxRequestBytes + MESSAGE_OVERHEAD)
        .flowControlWindow(WINDOW)
        .permitKeepAliveTime(SHORTEST_PING_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  ManagedChannel channel(Address address) {
    NettyChannelBuilder builder = switch (address) {
      case Address.Unix(var path) ->
        NettyChannelBuilder.forAddress(new DomainSocketAddress(path.toFile()))
            .channelType(EpollDomainSocketChannel.class)
            .overrideAuthority("localhost");
      case Address.Tcp(var host, var port) ->
        NettyChannelBuilder.forAddress(host, port).channelType(EpollSocketChannel.class);
    };
    return builder
        .eventLoopGroup(loops)
        .usePlaintext()
        .maxInboundMessageSize(LARGEST_CONFIGURATION)
        .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
