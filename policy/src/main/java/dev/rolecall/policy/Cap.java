package dev.rolecall.policy;

import java.util.List;

/** Lowers what rules give to some people. It never gives. */
final class Cap implements Statement {

  private final Place place;
  private final Selection selection;
  private final List<Ceiling> ceilings;

  Cap(Place place, Selection selection, List<Ceiling> ceilings) {
    this.place = place;
    this.selection = selection;
    this.ceilings = List.copyOf(ceilings);
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public Selection selection() {
    return selection;
  }

  List<Ceiling> ceilings() {
    return ceilings;
  }
}
