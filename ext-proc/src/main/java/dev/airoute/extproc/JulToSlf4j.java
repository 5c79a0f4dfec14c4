package dev.airoute.extproc;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what gRPC says through java.util.logging into the one log. */
final class JulToSlf4j extends Handler {
  private final SimpleFormatter formatter = new SimpleFormatter();

  static void install() {
    LogManager.getLogManager().reset();
    java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    root.addHandler(new JulToSlf4j());
    root.setLevel(Level.INFO);
  }

  @Override
  public void publish(LogRecord record) {
    Logger log = LoggerFactory.getLogger(String.valueOf(record.getLoggerName()));
    String message = formatter.formatMessage(record);
    if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
      log.error(message, record.getThrown());
    } else if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      log.warn(message, record.getThrown());
    } else {
      log.info(message, record.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
