package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Hostile input never costs more than its size: eight times as much takes about eight times. */
class CostTest {

  /** Quadratic growth would be 64. The rest is noise of a busy machine. */
  private static final int MOST_GROWTH = 28;

  /** Below this the clock is too coarse to tell growth. */
  private static final Duration NOTHING = Duration.ofMillis(20);

  private static final int TIMES = 3;

  /** What grows with the square would take minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TestFactory
  Iterable<DynamicTest> costGrowsAsTheInput() {
    Map<String, IntFunction<Runnable>> inputs = new TreeMap<>();
    inputs.put("members of a group", n -> group(members(n * 12_500)));
    inputs.put(
        "operations of a group",
        n -> group(operations(n * 125, "{'op':'add','path':'members','value':[{'value':'u%d'}]}")));
    inputs.put(
        "members chosen in a path",
        n -> group(operations(n * 125, "{'op':'remove','path':'members[value eq \\\"u%d\\\"]'}")));
    inputs.put(
        "unknown attributes",
        n -> user("{'op':'replace','value':{" + list(n * 10_000, "'k%d':1") + "}}"));
    inputs.put(
        "unknown attributes of a new user",
        n -> created("{'userName':'u'," + list(n * 10_000, "'k%d':{'a':[]}") + "}"));
    inputs.put(
        "values of an unknown attribute",
        n -> created("{'userName':'u','x':[" + list(n * 12_500, "%d") + "]}"));
    inputs.put(
        "schemas of a new user",
        n -> created("{'userName':'u','schemas':[" + list(n * 10_000, "'urn:x:%d'") + "]}"));
    inputs.put(
        "a long string",
        n -> created("{'userName':'u','title':'" + "\\u00e4".repeat(n * 8_000) + "'}"));
    inputs.put(
        "a filter of many terms",
        n -> times(200, () -> filter(list(n * 16, "title eq \\\"%d\\\"").replace(",", " or "))));
    inputs.put(
        "a long value in a filter",
        n -> times(200, () -> filter("title co \\\"" + "\\\\n".repeat(n * 250) + "\\\"")));
    inputs.put("open parentheses", n -> times(200, () -> filter("(".repeat(n * 1_000))));
    inputs.put(
        "a string of escapes",
        n -> json("[" + list(n * 400, "'" + "\\\\\\\\".repeat(30) + "'") + "]"));
    return inputs.entrySet().stream()
        .map(input ->
            DynamicTest.dynamicTest(
                input.getKey(),
                () -> assertTimeoutPreemptively(LONGEST, () -> grows(input.getValue()))))
        .toList();
  }

  @Test
  void operationsThatCompareEverythingWithEverythingAreRefused() {
    User many =
        Texts.user(
            "{'userName':'u','emails':["
                + list(200, "{'value':'" + "x".repeat(500) + "%d'}")
                + "]}");
    String chosen = list(100, "value co \\\"q%d\\\"").replace(",", " or ");
    String operations = list(1_000, "{'op':'remove','path':'emails[" + chosen + "]'}");
    Patch patch =
        Patch.parse(ResourceType.USER, Texts.ID, Texts.operations(operations), Tolerance.LENIENT);
    assertThat(cpu(() -> refusedAsTooLarge(patch, many))).isLessThan(Duration.ofSeconds(5));
    String united = "{'op':'add','path':'emails','value':[" + list(200, "{'value':'%d'}") + "]}";
    Patch union =
        Patch.parse(
            ResourceType.USER,
            Texts.ID,
            Texts.operations(
                IntStream.range(0, 500).mapToObj(i -> united).collect(Collectors.joining(","))),
            Tolerance.LENIENT);
    assertThat(cpu(() -> refusedAsTooLarge(union, Texts.user("{'userName':'u'}"))))
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aThousandOperationsOnTheLargestListAreNotTooMany() {
    User many = Texts.user("{'userName':'u','emails':[" + list(200, "{'value':'v%d'}") + "]}");
    String operations =
        list(1_000, "{'op':'replace','path':'emails[value eq \\\"v1\\\"].display','value':'%d'}");
    Patch patch =
        Patch.parse(ResourceType.USER, Texts.ID, Texts.operations(operations), Tolerance.LENIENT);
    assertThat(UserPatch.apply(patch, many).changed()).isTrue();
  }

  private static void refusedAsTooLarge(Patch patch, User user) {
    try {
      UserPatch.apply(patch, user);
      throw new AssertionError("not refused");
    } catch (ScimException refused) {
      assertThat(refused.error().status()).isEqualTo(413);
    }
  }

  private static void grows(IntFunction<Runnable> input) {
    Runnable small = input.apply(1);
    Runnable large = input.apply(8);
    small.run();
    large.run();
    Duration one = cpu(small);
    Duration eight = cpu(large);
    if (eight.compareTo(NOTHING) > 0) {
      assertThat(eight).isLessThan(one.plus(Duration.ofMillis(1)).multipliedBy(MOST_GROWTH));
    }
  }

  /** The shortest of some runs, in time that this thread computed. */
  private static Duration cpu(Runnable run) {
    long shortest = Long.MAX_VALUE;
    for (int time = 0; time < TIMES; time++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      run.run();
      shortest =
          Math.min(shortest, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    return Duration.ofNanos(shortest);
  }

  private static Runnable group(String operations) {
    String body = "{'Operations':[" + operations + "]}";
    return () -> answered(() -> GroupPatch.read(Texts.ID, Texts.json(body), Tolerance.LENIENT));
  }

  private static Runnable user(String operations) {
    User ada = Texts.user(Texts.ADA);
    String body = "{'Operations':[" + operations + "]}";
    return () ->
        answered(() ->
            UserPatch.apply(
                Patch.parse(ResourceType.USER, Texts.ID, Texts.json(body), Tolerance.LENIENT),
                ada));
  }

  private static Runnable created(String body) {
    return () -> answered(() -> UserCodec.create(Texts.json(body), Tolerance.LENIENT));
  }

  private static Runnable json(String body) {
    return () -> answered(() -> Texts.json(body));
  }

  private static void filter(String text) {
    ObjectNode user = UserCodec.toJson(Texts.user("{'userName':'u'}"));
    answered(() -> Filter.parse(ResourceType.USER, text.replace("\\\"", "\"")).matches(user));
  }

  private static void answered(Runnable call) {
    try {
      call.run();
    } catch (ScimException refused) {
      assertThat(refused.error().status()).isIn(400, 413);
    }
  }

  private static Runnable times(int times, Runnable run) {
    return () -> {
      for (int time = 0; time < times; time++) {
        run.run();
      }
    };
  }

  private static String members(int count) {
    return "{'op':'replace','path':'members','value':["
        + list(count, "{'value':'u%d','display':'d'}")
        + "]}";
  }

  private static String operations(int count, String operation) {
    return list(count, operation);
  }

  private static String list(int count, String element) {
    return IntStream.range(0, count)
        .mapToObj(i -> element.replace("%d", Integer.toString(i)))
        .collect(Collectors.joining(","));
  }
}
