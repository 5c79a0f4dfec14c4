package dev.airoute.controlplane.observe;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log level of this process. */
public final class LogLevel {
  private LogLevel() {}

  /** @param name ERROR, WARN, INFO, DEBUG or TRACE */
  public static void set(String name) {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.setLevel(Level.valueOf(name));
    }
  }
}
