package dev.airoute.controlplane.publish;

import dev.airoute.controlplane.serve.Role;
import java.time.Instant;

/** One client refuses one resource; the words are its own. */
public record ClientRejection(String node, Role role, Ref resource, String words, Instant since) {}
