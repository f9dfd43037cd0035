package dev.rolecall.policy;

import dev.rolecall.policy.safety.Safety;
import dev.rolecall.policy.yaml.Fault;
import dev.rolecall.policy.yaml.Reading;
import dev.rolecall.policy.yaml.Spot;
import dev.rolecall.policy.yaml.Tree;
import dev.rolecall.policy.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads all files of a bundle: first what they declare for each other, then the rest. */
final class BundleReader {
  /** The folder itself, for problems of no file in particular. */
  private static final String FOLDER = ".";

  static final Keys FILE =
      Keys.of(
              "a policy file",
              Key.required("version", new Form.Whole(1, 1), "Of the language: 1."),
              Key.required("policy", Form.Plain.TEXT, "Name of the file's policy, unique."),
              Key.of("owner", Form.Plain.TEXT, "Who answers for it."),
              Key.of("description", Form.Plain.TEXT, "For people."),
              Key.of(
                  "attributes", AttributeReader.FORM, "Extension attributes that conditions name."),
              section("rules", RuleReader.KEYS, "Who gets which role."),
              section("caps", CapReader.KEYS, "What some people never hold more of."),
              section("denies", DenyReader.KEYS, "What some people never hold."),
              section("temporary", TemporaryReader.KEYS, "What single people have for a time."),
              section("separate", SeparationReader.KEYS, "What nobody holds together."),
              Key.of("control", ControlReader.FORM, "How far each tool is in Rolecall's hands."),
              Key.of(
                  "bindings",
                  BindingsReader.FORM,
                  "What teams of a tool may do with its resources."),
              section("tests", TestReader.TEST, "What must come out."))
          .and(SafetyReader.KEYS);

  private static Key section(String name, Keys item, String description) {
    return Key.of(name, new Form.Listing(new Form.Mapping(item)), description);
  }

  private record Opened(Fields fields, Problems.Reporter reporter) {}

  private final SortedMap<String, ToolShapes> tools;
  private final Problems problems;
  private final Once once = new Once();

  BundleReader(SortedMap<String, ToolShapes> tools, Problems problems) {
    this.tools = tools;
    this.problems = problems;
  }

  Policy.Content read(List<PolicyFile> files) {
    List<Opened> opened = withinLimits(files) ? open(files) : List.of();
    AttributeReader attributes = new AttributeReader();
    for (Opened file : opened) {
      header(file);
      file.fields().entries("attributes").forEach(entry -> attributes.read(entry, file.reporter()));
    }
    Surroundings surroundings = Surroundings.of(tools, attributes.attributes());
    SafetyReader reader = new SafetyReader(surroundings);
    opened.forEach(file -> reader.read(file.fields(), file.reporter()));
    Safety safety = reader.result();
    Policy.Content content =
        Policy.Content.empty(tools, attributes.declared(), safety, reader.statedTemporaryLimits());
    tools.keySet().forEach(tool -> content.control().put(tool, ToolControl.UNMENTIONED));
    List<TemporaryReader> temporaries = new ArrayList<>();
    for (Opened file : opened) {
      statements(file, surroundings, content);
      TemporaryReader temporary = new TemporaryReader(surroundings, file.reporter());
      content
          .temporaries()
          .addAll(unique(temporary.read(file.fields().items("temporary")), file.reporter()));
      temporaries.add(temporary);
      control(file, surroundings, content.control());
      content
          .bindings()
          .addAll(new BindingsReader(surroundings, once).read(file.fields(), file.reporter()));
      List<Tree> items = file.fields().items("tests");
      content.tests().addAll(new TestReader(surroundings, file.reporter()).read(items));
    }
    temporaries.forEach(temporary -> temporary.check(reader.temporaryLimits()));
    content.control().replaceAll((tool, each) -> each.with(safety.protectedAccounts(tool)));
    ElevatedCheck.check(content.statements(), safety, problems);
    Clashes.report(content, problems);
    if (!problems.broken()) {
      opened.forEach(file -> NotYetEnforced.report(file.fields(), file.reporter()));
    }
    return content;
  }

  /** No files are no policy: an empty folder must not take everything from everybody. */
  private boolean withinLimits(List<PolicyFile> files) {
    long bytes = files.stream().mapToLong(BundleReader::bytes).sum();
    String wrong = null;
    if (files.isEmpty()) {
      wrong = "there is no policy file";
    } else if (files.size() > Limits.MAX_FILES) {
      wrong = "more than " + Limits.MAX_FILES + " policy files";
    } else if (bytes > Limits.MAX_BYTES) {
      wrong = "more than " + Limits.MAX_BYTES + " bytes in all policy files";
    }
    if (wrong != null) {
      problems.in(FOLDER).error(Spot.START, wrong, null);
    }
    return wrong == null;
  }

  private static long bytes(PolicyFile file) {
    return (long) file.path().getBytes(StandardCharsets.UTF_8).length
        + file.content().getBytes(StandardCharsets.UTF_8).length;
  }

  private List<Opened> open(List<PolicyFile> files) {
    List<Opened> opened = new ArrayList<>();
    for (PolicyFile file : files) {
      Problems.Reporter reporter = problems.in(file.path());
      once.check("file", file.path(), Spot.START, reporter);
      tree(file, reporter)
          .flatMap(tree -> Fields.open(tree, FILE, reporter))
          .ifPresent(fields -> opened.add(new Opened(fields, reporter)));
    }
    return opened;
  }

  private static Optional<Tree> tree(PolicyFile file, Problems.Reporter reporter) {
    return switch (YamlText.read(file.content())) {
      case Reading.Document document -> {
        document.faults().forEach(fault -> report(fault, reporter));
        yield Optional.of(document.root());
      }
      case Reading.Unreadable unreadable -> {
        report(unreadable.fault(), reporter);
        yield Optional.empty();
      }
    };
  }

  private static void report(Fault fault, Problems.Reporter reporter) {
    reporter.error(fault.at(), fault.message(), fault.remedy());
  }

  private void header(Opened file) {
    Fields fields = file.fields();
    Optional<Tree> version = fields.get("version");
    boolean known =
        version.isPresent()
            && version.get() instanceof Tree.Leaf leaf
            && leaf.scalar() == Tree.Scalar.NUMBER
            && leaf.text().equals("1");
    if (!known) {
      file.reporter()
          .error(
              version.map(Tree::at).orElse(fields.at()),
              "a policy file says which version of the language it is in",
              "write 'version: 1'");
    }
    fields
        .requiredText("policy", "a policy file")
        .flatMap(leaf -> Identifiers.check(leaf, "the name of a policy", file.reporter()))
        .ifPresent(leaf -> once.check("policy", leaf.text(), leaf.at(), file.reporter()));
    fields.text("owner");
    fields.text("description");
  }

  /** Rules, caps, denies, separations and temporary grants share their ids. */
  private <T> List<T> unique(List<Identified<T>> read, Problems.Reporter reporter) {
    List<T> values = new ArrayList<>();
    for (Identified<T> each : read) {
      once.check("id", each.id().text(), each.id().at(), reporter);
      values.add(each.value());
    }
    return values;
  }

  private void statements(Opened file, Surroundings surroundings, Policy.Content content) {
    Fields fields = file.fields();
    Problems.Reporter reporter = file.reporter();
    List<Statement> statements = content.statements();
    statements.addAll(
        unique(new RuleReader(surroundings, reporter).read(fields.items("rules")), reporter));
    statements.addAll(
        unique(new CapReader(surroundings, reporter).read(fields.items("caps")), reporter));
    statements.addAll(
        unique(new DenyReader(surroundings, reporter).read(fields.items("denies")), reporter));
    content
        .separations()
        .addAll(
            unique(
                new SeparationReader(surroundings, reporter).read(fields.items("separate")),
                reporter));
  }

  private void control(
      Opened file, Surroundings surroundings, SortedMap<String, ToolControl> control) {
    ControlReader reader = new ControlReader(surroundings, file.reporter());
    for (Tree.Entry entry : file.fields().entries("control")) {
      reader
          .read(entry)
          .forEach((tool, read) -> {
            once.check("control of tool", tool, entry.key().at(), file.reporter());
            control.put(tool, read);
          });
    }
  }
}
