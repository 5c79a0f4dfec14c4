package dev.airoute.controlplane.xds;

import dev.airoute.api.Resource;
import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.ir.Settings;
import dev.airoute.controlplane.translate.TestingObjects;
import dev.airoute.controlplane.translate.Translator;
import dev.airoute.controlplane.watch.ResourceSet;
import java.util.List;

/** Gateways and resources from YAML, through the real translation. */
final class TestingGateways {
  private TestingGateways() {}

  static Gateway gateway(String yaml) {
    return gateway(TestingObjects.read(yaml));
  }

  static Gateway gateway(List<Resource> objects) {
    ResourceSet set = ResourceSet.of(objects.toArray(Resource[]::new));
    return Translator.translate(set, Settings.DEFAULT).gateway();
  }

  static Resources resources(String yaml) {
    return GatewayResources.of(gateway(yaml));
  }
}
