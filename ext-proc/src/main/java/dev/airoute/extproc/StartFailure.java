package dev.airoute.extproc;

import com.google.common.base.Throwables;
import java.io.IOException;

/** Why the process cannot start, in words for whoever started it. */
final class StartFailure extends Exception {
  StartFailure(IOException cause) {
    super(words(cause), cause);
  }

  private static String words(IOException cause) {
    Throwable root = Throwables.getRootCause(cause);
    return root == cause ? cause.toString() : cause.getMessage() + ": " + root.getMessage();
  }
}
