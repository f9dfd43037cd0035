package dev.rolecall.policy;

import java.util.List;

/** Takes away whatever rules give to some people. */
final class Deny implements Statement {

  private final Place place;
  private final Selection selection;
  private final List<Reach> from;

  Deny(Place place, Selection selection, List<Reach> from) {
    this.place = place;
    this.selection = selection;
    this.from = List.copyOf(from);
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public Selection selection() {
    return selection;
  }

  boolean covers(Offer offer) {
    return from.stream().anyMatch(reach -> reach.covers(offer.tool().name(), offer.scope()));
  }

  List<Reach> from() {
    return from;
  }
}
