package dev.airoute.extproc.dialect;

/**
 * Names of called tools, in a form that a provider takes. A model may make a name up and have it in its history for good; a
 * provider that refuses the name would refuse the whole conversation. Tools that are offered keep their names, for calls
 * come back under them.
 */
public final class CallNames {
  /**
   * A name as it is if it fits, otherwise with an underscore for everything that does not.
   *
   * @param others what is allowed beside ASCII letters, digits, underscores and hyphens
   * @param longest how many characters a name may have
   */
  public static String fit(String name, String others, int longest) {
    if (name.isEmpty()) {
      return "_";
    }
    StringBuilder fit = new StringBuilder(Math.min(name.length(), longest));
    for (int i = 0; i < name.length() && i < longest; i++) {
      char c = name.charAt(i);
      fit.append(plain(c) || others.indexOf(c) >= 0 ? c : '_');
    }
    return fit.toString();
  }

  private static boolean plain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  private CallNames() {}
}
