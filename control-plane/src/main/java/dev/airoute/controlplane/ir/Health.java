package dev.airoute.controlplane.ir;

import java.time.Duration;

/** Passive health: after so many errors in a row an address gets no requests for a while. */
public record Health(int consecutiveErrors, Duration ejectionTime) {
  public Health {
    if (consecutiveErrors < 1 || ejectionTime.isNegative() || ejectionTime.isZero()) {
      throw new IllegalArgumentException("neither the errors nor the ejection time may be zero");
    }
  }
}
