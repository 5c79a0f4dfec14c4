package dev.airoute.controlplane.cli;

import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.translate.Translation;
import dev.airoute.controlplane.translate.TranslationProblems;
import dev.airoute.controlplane.translate.Translator;
import dev.airoute.controlplane.translate.Warning;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.validate.Validator;
import dev.airoute.controlplane.watch.ResourceSet;
import dev.airoute.controlplane.watch.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files as one whole world: read once, checked, translated. */
record Reading(ResourceSet resources, Translation translation) {
  static Reading of(List<Path> paths, Map<String, String> environment) {
    ResourceSet resources = Sources.readOnce(paths, Validator.load(), environment);
    return new Reading(resources, Translator.translate(resources, Settings.DEFAULT));
  }

  List<Problem> problems() {
    return Stream.concat(
            resources.problems().stream(), TranslationProblems.of(resources, translation).stream())
        .sorted()
        .toList();
  }

  List<Warning> warnings() {
    return TranslationProblems.warnings(resources, translation);
  }

  /** Objects that could be read. */
  int objects() {
    return resources.providers().size()
        + resources.routes().size()
        + resources.consumers().size()
        + resources.secrets().size();
  }
}
