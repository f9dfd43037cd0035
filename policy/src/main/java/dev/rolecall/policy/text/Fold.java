package dev.rolecall.policy.text;

/**
 * Letter case of names. Keeps the length, so that places in the folded text are places in the
 * original; never turns a foreign letter into an ASCII one, so that no look-alike (the Kelvin sign
 * for a k) becomes a name that somebody wrote into a policy.
 */
public final class Fold {
  private Fold() {}

  public static String fold(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return new String(folded);
  }

  private static char fold(char c) {
    char lower = Character.toLowerCase(c);
    return c < 128 || lower >= 128 ? lower : c;
  }
}
