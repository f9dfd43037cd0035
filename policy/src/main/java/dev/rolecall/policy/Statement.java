package dev.rolecall.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What speaks of people by their groups and attributes: a rule, a cap or a deny. Compared by
 * identity: ids are unique in a policy.
 */
final class Statement {

  private final Place place;
  private final Selection selection;
  private final Says says;

  Statement(Place place, Selection selection, Says says) {
    this.place = place;
    this.selection = selection;
    this.says = says;
  }

  /** What it says of them. */
  sealed interface Says {

    /**
     * A rule gives.
     *
     * @param samples values of the captures, each of their words at least once, for checks before
     *     anybody is known
     * @param expiry when what it gives ends by itself; null: it does not
     */
    record Gives(List<GrantLine> grants, List<Map<String, String>> samples, @Nullable Expiry expiry)
        implements Says {
      public Gives {
        grants = List.copyOf(grants);
        samples = List.copyOf(samples);
      }
    }

    /** A cap lowers what rules give. It never gives. */
    record Lowers(List<Ceiling> ceilings) implements Says {
      public Lowers {
        ceilings = List.copyOf(ceilings);
      }
    }

    /** A deny takes whatever rules give. */
    record Takes(List<Reach> from) implements Says {
      public Takes {
        from = List.copyOf(from);
      }

      boolean covers(Offer offer) {
        return from.stream().anyMatch(reach -> reach.covers(offer.tool().name(), offer.scope()));
      }
    }
  }

  Place place() {
    return place;
  }

  Selection selection() {
    return selection;
  }

  Says says() {
    return says;
  }
}
