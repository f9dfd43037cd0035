package dev.rolecall.processor.access;

import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An attribute and the transforms it goes through, as in {@code userName|before-at|lower}. */
record AccountExpression(AccountAttribute attribute, List<AccountTransform> transforms) {

  /** More steps than there are transforms say nothing new. */
  private static final int MOST_TRANSFORMS = 8;

  /** Longer than any login, address or external id that a tool accepts. */
  private static final int LONGEST_VALUE = 256;

  AccountExpression {
    transforms = List.copyOf(transforms);
  }

  /** Reads an expression; problems are added to the list. */
  static Optional<AccountExpression> parse(String text, List<String> problems) {
    List<String> words = Arrays.stream(text.split("\\|", -1)).map(String::trim).toList();
    Optional<AccountAttribute> attribute = AccountAttribute.called(words.get(0));
    int known = problems.size();
    if (attribute.isEmpty()) {
      problems.add(
          "'%s': '%s' is not an attribute; use one of %s"
              .formatted(
                  text, words.get(0), words(AccountAttribute.values(), AccountAttribute::word)));
    }
    if (words.size() - 1 > MOST_TRANSFORMS) {
      problems.add("'%s': more than %d transforms".formatted(text, MOST_TRANSFORMS));
      return Optional.empty();
    }
    List<AccountTransform> transforms = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      AccountTransform.called(word)
          .ifPresentOrElse(
              transforms::add,
              () ->
                  problems.add(
                      "'%s': '%s' is not a transform; use one of %s"
                          .formatted(
                              text,
                              word,
                              words(AccountTransform.values(), AccountTransform::word))));
    }
    return problems.size() > known
        ? Optional.empty()
        : attribute.map(found -> new AccountExpression(found, transforms));
  }

  /** The value for a person; empty when there is none that could name an account. */
  Optional<String> value(User user) {
    @Nullable String raw = attribute.of(user);
    if (raw == null) {
      return Optional.empty();
    }
    String value = raw.strip();
    for (AccountTransform transform : transforms) {
      value = transform.apply(value);
    }
    return isUsable(value) ? Optional.of(value) : Optional.empty();
  }

  /** What a tool is asked for: a transformed address or id is a login. */
  LookupBy lookup() {
    boolean whole = transforms.stream().allMatch(transform -> transform == AccountTransform.LOWER);
    return switch (attribute) {
      case EMAIL -> whole ? LookupBy.EMAIL : LookupBy.LOGIN;
      case EXTERNAL_ID -> whole ? LookupBy.EXTERNAL_ID : LookupBy.LOGIN;
      case USER_NAME, NICK_NAME, DISPLAY_NAME, EMPLOYEE_NUMBER -> LookupBy.LOGIN;
    };
  }

  /** As it stands in the configuration. */
  String text() {
    return attribute.word()
        + transforms.stream().map(each -> "|" + each.word()).collect(Collectors.joining());
  }

  private static boolean isUsable(String value) {
    return !value.isBlank()
        && value.length() <= LONGEST_VALUE
        && value.chars().noneMatch(Character::isISOControl);
  }

  private static <T> String words(T[] values, Function<T, String> word) {
    return Arrays.stream(values).map(word).collect(Collectors.joining(", "));
  }
}
