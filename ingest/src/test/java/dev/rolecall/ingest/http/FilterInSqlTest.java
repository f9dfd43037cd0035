package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Filter;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.Sorting;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.Found;
import dev.rolecall.views.directory.Listed;
import dev.rolecall.views.directory.Listing;
import dev.rolecall.views.directory.OpenView;
import dev.rolecall.views.directory.Source;
import dev.rolecall.views.directory.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQLite finds is what the filter, asked of each resource in memory, finds. */
class FilterInSqlTest {

  private static final int FILTERS = 1_500;
  private static final Rendering RENDERING = new Rendering("https://h/scim/v2");

  @TempDir Path folder;
  private OpenView view;
  private RandomDirectory directory = RandomDirectory.of(new Random(0), 0, 0);

  @BeforeEach
  void open() throws Exception {
    view = OpenView.of(folder.resolve("directory.db"));
  }

  @AfterEach
  void close() {
    view.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomFiltersFindTheSameUsersAndGroupsInSqlAsInMemory(long seed) throws Exception {
    Random random = new Random(seed);
    fill(random);
    int exact = 0;
    int found = 0;
    for (int i = 0; i < FILTERS; i++) {
      boolean ofUsers = i % 2 == 0;
      ResourceType type = ofUsers ? ResourceType.USER : ResourceType.GROUP;
      String text = new RandomFilters(random, ofUsers).next(random.nextInt(4));
      Filter filter = Filter.parse(type, text);
      List<String> expected = inMemory(type, filter);
      Source source = asked(Optional.of(filter), type, null).source(type);
      assertThat(ids(source)).as("seed %d: %s", seed, text).isEqualTo(expected);
      Source unchecked = new Source(source.kind(), source.where(), Optional.empty(), source.key());
      assertThat(ids(unchecked)).as("seed %d: %s", seed, text).containsAll(expected);
      exact += source.check().isEmpty() ? 1 : 0;
      found += expected.size();
    }
    // Otherwise the comparison would be of nothing with nothing.
    assertThat(exact).isBetween(FILTERS / 4, FILTERS * 3 / 4);
    assertThat(found).isGreaterThan(FILTERS);
  }

  @ParameterizedTest
  @CsvSource({
    "userName",
    "displayName",
    "externalId",
    "name.familyName",
    "title",
    "nickName",
    "active",
    "emails",
    "emails.type",
    "phoneNumbers.value",
    "department",
    "manager",
    "groups.display",
    "meta.lastModified",
    "meta.version"
  })
  void everyOrderIsThatOfTheKeysReadFromTheResources(String sortBy) throws Exception {
    fill(new Random(9));
    Asked asked = asked(Optional.empty(), ResourceType.USER, sortBy);
    List<Found> all = new ArrayList<>(directory.users());
    all.sort(
        Comparator.comparing((Found each) -> asked.sorting().key(rendered(each)))
            .thenComparing(FilterInSqlTest::id));
    assertThat(ids(asked.source(ResourceType.USER), false))
        .containsExactlyElementsOf(all.stream().map(FilterInSqlTest::id).toList());
    assertThat(ids(asked.source(ResourceType.USER), true))
        .containsExactlyElementsOf(all.reversed().stream().map(FilterInSqlTest::id).toList());
  }

  @Test
  void attributesThatATypeDoesNotHaveAreUnassignedInASearchOfAll() throws Exception {
    fill(new Random(4));
    ResourceType any = ResourceType.anyOf(List.of(ResourceType.USER, ResourceType.GROUP));
    Random random = new Random(5);
    for (int i = 0; i < FILTERS / 3; i++) {
      Filter filter = Filter.parse(any, new RandomFilters(random, i % 2 == 0).next(2));
      for (ResourceType type : ResourceType.ALL) {
        assertThat(ids(asked(Optional.of(filter), any, null).source(type)))
            .isEqualTo(inMemory(type, filter));
      }
    }
  }

  private void fill(Random random) throws Exception {
    directory = RandomDirectory.of(random, 40, 8);
    view.apply(1, directory.records());
  }

  private static Asked asked(Optional<Filter> filter, ResourceType type, @Nullable String sortBy) {
    return new Asked(filter, Sorting.of(type, sortBy, null), RENDERING);
  }

  private List<String> inMemory(ResourceType type, Filter filter) {
    return (type.equals(ResourceType.USER) ? directory.users() : directory.groups())
        .stream()
            .filter(each -> filter.matches(rendered(each)))
            .map(FilterInSqlTest::id)
            .sorted()
            .toList();
  }

  private ObjectNode rendered(Found found) {
    return switch (found) {
      case Found.OfUser(UserState user) -> RENDERING.user(user, directory.groupsOf(user.getId()));
      case Found.OfGroup(GroupState group) ->
          RENDERING.group(
              group, Rendered.members(directory.membersOf(group.getId()), directory.groupIds()));
    };
  }

  private static String id(Found found) {
    return switch (found) {
      case Found.OfUser(UserState user) -> user.getId();
      case Found.OfGroup(GroupState group) -> group.getId();
    };
  }

  private List<String> ids(Source source) {
    return ids(source, false).stream().sorted().toList();
  }

  private List<String> ids(Source source, boolean isDescending) {
    Listed listed =
        view.reader()
            .list(
                RandomDirectory.NAME,
                new Listing(List.of(source), isDescending, new Window.FromIndex(1, 200)));
    assertThat(listed.total()).isEqualTo(listed.items().size());
    return listed.items().stream().map(item -> id(item.resource())).toList();
  }
}
