package dev.rolecall.sandbox.jenkins;

/**
 * Who asks.
 *
 * @param way how it was proved
 */
record Viewer(String login, Way way) {

  /** The proof of a request. */
  enum Way {
    API_TOKEN,
    PASSWORD,
    SESSION,
    NONE
  }

  static final Viewer ANONYMOUS = new Viewer("anonymous", Way.NONE);

  boolean anonymous() {
    return way == Way.NONE;
  }

  /** Without regard to the case of a user; the built-in realm knows one group. */
  boolean is(Holder holder) {
    boolean user = holder.sid().equalsIgnoreCase(login);
    boolean group = !anonymous() && holder.sid().equals("authenticated");
    return switch (holder.kind()) {
      case USER -> user;
      case GROUP -> group;
      case EITHER -> user || group;
    };
  }

  /** Logins are personal. */
  @Override
  public String toString() {
    return "Viewer[" + way + "]";
  }
}
