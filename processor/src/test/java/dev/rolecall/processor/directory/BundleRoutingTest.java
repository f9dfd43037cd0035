package dev.rolecall.processor.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.PeopleEntry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BundleRoutingTest {

  private static final PeopleEntry ANY = new PeopleEntry();

  @Test
  void theBundleAndPhasesGoToEveryPartitionAndAPersonToOne() {
    var people = BundleRouting.partitioner(Topics.PEOPLE);
    assertThat(people.partitions("people", Keys.PEOPLE_BUNDLE, ANY, 4))
        .contains(Set.of(0, 1, 2, 3));
    assertThat(people.partitions("people", Keys.peoplePhase("acme"), ANY, 4))
        .contains(Set.of(0, 1, 2, 3));
    String person = Keys.person("acme", "1");
    assertThat(people.partitions("people", person, ANY, 4))
        .contains(Set.of(Topics.PEOPLE.partition(person, 4)));
  }
}
