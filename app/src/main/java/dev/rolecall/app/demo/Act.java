package dev.rolecall.app.demo;

/** One scene of the day: a sentence that says what it shows, and the playing of it. */
interface Act {

  String title();

  /** Plays; throws {@link Stage.NotConverged} when what the title says does not come true. */
  void play(Stage stage);
}
