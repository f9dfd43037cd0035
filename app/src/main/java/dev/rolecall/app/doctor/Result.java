package dev.rolecall.app.doctor;

/** What came out of one check. */
sealed interface Result {

  /** What was looked at, in a word or two. */
  String check();

  /** What was seen. */
  String what();

  /** As it should be. */
  record Fine(String check, String what) implements Result {}

  /** It works, and somebody should know. */
  record Warning(String check, String what, String fix) implements Result {}

  /** An identity provider would fail here. */
  record Problem(String check, String what, String fix) implements Result {}
}
