package dev.rolecall.app.cli;

import dev.rolecall.app.UserError;
import dev.rolecall.app.cli.TestReport.Outcome;
import dev.rolecall.app.cli.TestReport.Tested;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Tests of policies as JUnit's XML, which continuous integration servers show: a suite for each
 * file. Policies that cannot be used are one failed test.
 */
final class JunitXml {

  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes the file anew.
   *
   * @throws UserError when it cannot be written
   */
  static void write(Path file, Loaded loaded, TestReport report) {
    try {
      Files.writeString(file, text(tests(loaded, report)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage());
    }
  }

  private record Case(
      String file, String name, int line, Outcome outcome, String why, String all) {}

  private static List<Case> tests(Loaded loaded, TestReport report) {
    return switch (loaded) {
      case Loaded.Usable usable -> report.tests().stream().map(JunitXml::tested).toList();
      case Loaded.Broken(List<Problem> problems) ->
          List.of(
              new Case(
                  problems.getFirst().file(),
                  "the policies can be used",
                  problems.getFirst().line(),
                  Outcome.FAILED,
                  PolicyProblems.summary(loaded),
                  lines(problems.stream().map(Problem::toString).toList())));
    };
  }

  private static Case tested(Tested test) {
    return new Case(
        test.file(),
        test.name(),
        test.line(),
        test.outcome(),
        test.headline(),
        lines(test.explanation()));
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  private static String text(List<Case> tests) {
    StringWriter text = new StringWriter();
    SortedMap<String, List<Case>> suites =
        tests.stream()
            .collect(Collectors.groupingBy(Case::file, TreeMap::new, Collectors.toList()));
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      JunitXml junit = new JunitXml(xml);
      xml.writeStartDocument("UTF-8", "1.0");
      junit.start("testsuites", "policies", tests);
      for (var suite : suites.entrySet()) {
        junit.start("testsuite", suite.getKey(), suite.getValue());
        for (Case test : suite.getValue()) {
          junit.test(test);
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML cannot be written into memory", e);
    }
    return text.append('\n').toString();
  }

  private void start(String element, String name, List<Case> tests) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("name", name);
    attribute("tests", String.valueOf(tests.size()));
    attribute("failures", count(tests, Outcome.FAILED));
    attribute("skipped", count(tests, Outcome.NOT_COMPARED));
  }

  private static String count(List<Case> tests, Outcome outcome) {
    return String.valueOf(tests.stream().filter(test -> test.outcome() == outcome).count());
  }

  private void test(Case test) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", test.file());
    attribute("name", test.name());
    attribute("file", test.file());
    attribute("line", String.valueOf(test.line()));
    switch (test.outcome()) {
      case PASSED -> {}
      case FAILED -> {
        xml.writeStartElement("failure");
        attribute("message", test.why());
        xml.writeCharacters(allowed(test.all()));
        xml.writeEndElement();
      }
      case NOT_COMPARED -> {
        xml.writeStartElement("skipped");
        attribute("message", "none of the tools that it expects something of is configured");
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, allowed(value));
  }

  /** XML 1.0 has no way to write control characters; what a policy says may hold them. */
  private static String allowed(String text) {
    return text.codePoints()
        .map(c -> isAllowed(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int c) {
    boolean blank = c == '\n' || c == '\t';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return blank
        || (!Character.isISOControl(c) && !surrogate && c < 0xFFFE)
        || Character.isSupplementaryCodePoint(c);
  }
}
