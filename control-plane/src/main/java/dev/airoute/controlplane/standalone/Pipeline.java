package dev.airoute.controlplane.standalone;

import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.publish.Publisher;
import dev.airoute.controlplane.translate.Translation;
import dev.airoute.controlplane.translate.TranslationProblems;
import dev.airoute.controlplane.translate.Translator;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.watch.ResourceSet;
import dev.airoute.controlplane.xds.GatewayResources;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a world to its publication: translate, say what is wrong, make resources, hand them over. One thread at a time. */
public final class Pipeline implements Consumer<ResourceSet> {
  private final Settings settings;
  private final Publisher publisher;
  private final ProblemReport report;
  private volatile @Nullable Gateway gateway;

  public Pipeline(Settings settings, Publisher publisher, ProblemReport report) {
    this.settings = settings;
    this.publisher = publisher;
    this.report = report;
  }

  @Override
  public void accept(ResourceSet resources) {
    Translation translation = Translator.translate(resources, settings);
    report.update(
        problems(resources, translation), TranslationProblems.warnings(resources, translation));
    gateway = translation.gateway();
    publisher.publish(GatewayResources.of(translation.gateway()));
  }

  private static List<Problem> problems(ResourceSet resources, Translation translation) {
    return Stream.concat(
            resources.problems().stream(), TranslationProblems.of(resources, translation).stream())
        .sorted()
        .toList();
  }

  /** What was published last. */
  public Gateway gateway() {
    Gateway last = gateway;
    if (last == null) {
      throw new IllegalStateException("nothing was published yet");
    }
    return last;
  }
}
