package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Something in a file that has an id.
 *
 * @param id where it is written, to find ids that are given twice
 */
record Identified<T>(Tree.Leaf id, T value) {

  /** The key that all of them have. */
  static final Key ID =
      Key.required("id", Form.Plain.TEXT, "Unique over all files; it is in each audit record.");

  static final Key DESCRIPTION = Key.of("description", Form.Plain.TEXT, "For people.");

  /**
   * Reads a list of them. Each is read to its end even when its id is missing, so that everything
   * wrong is reported together.
   */
  static <T> List<Identified<T>> read(
      List<Tree> items,
      Keys keys,
      Problems.Reporter reporter,
      BiFunction<Fields, Place, Optional<T>> body) {
    List<Identified<T>> read = new ArrayList<>();
    for (Tree tree : items) {
      Optional<Fields> opened = Fields.open(tree, keys, reporter);
      if (opened.isPresent()) {
        Fields fields = opened.get();
        Optional<Tree.Leaf> id =
            fields
                .requiredText("id", keys.what())
                .flatMap(leaf -> Identifiers.check(leaf, "the id of " + keys.what(), reporter));
        fields.text("description");
        String name = id.map(Tree.Leaf::text).orElse("");
        Place place = new Place(name, reporter.file(), fields.at().line());
        Optional<T> value = body.apply(fields, place);
        if (id.isPresent() && value.isPresent()) {
          read.add(new Identified<>(id.get(), value.get()));
        }
      }
    }
    return read;
  }
}
