package dev.airoute.controlplane;

import dev.airoute.controlplane.cli.AirouteCommand;
import dev.airoute.controlplane.cli.RunCommand;
import dev.airoute.controlplane.cli.TranslateCommand;
import dev.airoute.controlplane.cli.ValidateCommand;
import dev.airoute.controlplane.observe.HealthServer;
import dev.airoute.controlplane.observe.LogLevel;
import dev.airoute.controlplane.observe.MachineMetrics;
import dev.airoute.controlplane.publish.Publisher;
import dev.airoute.controlplane.serve.XdsServer;
import dev.airoute.controlplane.standalone.ChangeReport;
import dev.airoute.controlplane.standalone.DataPlane;
import dev.airoute.controlplane.standalone.Installation;
import dev.airoute.controlplane.standalone.OwnerThread;
import dev.airoute.controlplane.standalone.Pipeline;
import dev.airoute.controlplane.standalone.ProblemReport;
import dev.airoute.controlplane.standalone.Readiness;
import dev.airoute.controlplane.standalone.ReadyText;
import dev.airoute.controlplane.standalone.RunDirectory;
import dev.airoute.controlplane.standalone.RunOptions;
import dev.airoute.controlplane.standalone.RunPlan;
import dev.airoute.controlplane.standalone.StopSignal;
import dev.airoute.controlplane.validate.Validator;
import dev.airoute.controlplane.watch.Sources;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Wires the stages, by hand. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(AirouteCommand.with(
            new RunCommand(Main::run), new ValidateCommand(), new TranslateCommand())
        .execute(args));
  }

  /** Ends in the order opposite to the beginning: no more changes, then the children, then what they need. */
  private static int run(RunOptions options) throws IOException, InterruptedException {
    LogLevel.set(options.logLevel());
    InstantSource clock = InstantSource.system();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (StopSignal stop = StopSignal.install();
        MachineMetrics _ = MachineMetrics.in(metrics);
        RunDirectory directory = RunDirectory.create(RunDirectory.usualParents())) {
      RunPlan plan =
          RunPlan.of(options, Installation.fromSystemProperties(), System.getenv(), directory);
      try (OwnerThread owner = new OwnerThread();
          XdsServer server = XdsServer.start(List.of(plan.xds()), clock, metrics);
          DataPlane children =
              DataPlane.start(plan, metrics, System.err::println, System.out::println)) {
        Publisher publisher = new Publisher(
            server, owner.executor(), clock, Publisher.ACK_DEADLINE, Publisher.REMOVAL_GRACE);
        publisher.onChange(new ChangeReport(System.err::println)::update);
        Pipeline pipeline =
            new Pipeline(plan.settings(), publisher, new ProblemReport(System.err::println));
        Readiness readiness = new Readiness(
            publisher.programmed().toCompletableFuture(),
            children::listening,
            children.givenUp(),
            stop.asked(),
            () -> String.valueOf(publisher.status()));
        try (HealthServer health = HealthServer.start(plan.metrics(), metrics, readiness::holds);
            Sources sources = Sources.open(
                options.sources(), options.watch(), Validator.load(), System.getenv(), pipeline)) {
          if (readiness.await(Readiness.PATIENCE)) {
            children.established();
            ReadyText.lines(pipeline.gateway(), options.address(), plan.port())
                .forEach(System.out::println);
            readiness.awaitEnd();
          }
        }
        return 0;
      }
    }
  }
}
