package dev.airoute.controlplane.translate;

import dev.airoute.controlplane.ir.Gateway;
import dev.airoute.controlplane.validate.ObjectId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** @param statuses one for each provider, route and consumer */
public record Translation(Gateway gateway, SortedMap<ObjectId, ObjectStatus> statuses) {
  public Translation {
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
  }
}
