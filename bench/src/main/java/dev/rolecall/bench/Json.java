package dev.rolecall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The reports for programs. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String of(List<Report> reports, Machine machine) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("machine")
        .put("processors", machine.processors())
        .put("load", machine.load())
        .put("java", machine.java());
    ArrayNode measurements = root.putArray("measurements");
    for (Report report : reports) {
      ObjectNode measurement = measurements.addObject();
      measurement.put("name", report.kind().label()).put("runs", report.runs());
      ArrayNode figures = measurement.putArray("figures");
      report.figures().forEach(figure -> figures.add(figure(figure)));
      ArrayNode targets = measurement.putArray("targets");
      for (Target target : report.kind().targets()) {
        ObjectNode each = targets.addObject();
        each.put("figure", target.figure())
            .put("measure", name(target.measure()))
            .put(target.atMost() ? "atMost" : "atLeast", target.limit())
            .put("verdict", target.verdict(report.figures()).name());
        target.measured(report.figures()).ifPresent(value -> each.put("measured", value));
      }
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always writable", e);
    }
  }

  private static ObjectNode figure(Figure figure) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("what", figure.what());
    figure.values().forEach((measure, value) -> node.put(name(measure), value));
    return node;
  }

  private static String name(Measure measure) {
    String title = measure.title();
    return title.replace(" ", "-").toLowerCase(Locale.ROOT);
  }
}
