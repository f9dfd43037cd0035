package dev.rolecall.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.app.acl.Acl;
import dev.rolecall.app.acl.AclTexts;
import dev.rolecall.app.acl.Acls;
import dev.rolecall.app.cli.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What each service may do in Kafka. */
@Command(
    name = "acls",
    mixinStandardHelpOptions = true,
    description = "Print the access control lists that each service needs in Kafka.")
public final class AclsCommand implements Callable<Integer> {

  /** How they are printed. */
  enum Format {
    TABLE,
    KAFKA_ACLS,
    JSON
  }

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--service",
      paramLabel = "S",
      description =
          "ingest, processor, connector, connector-TOOL, console or topics; default: all.")
  private @Nullable String service;

  @Option(
      names = "--principal",
      paramLabel = "P",
      description = "Whom they are for; default: User:rolecall-SERVICE for each.")
  private @Nullable String principal;

  @Option(
      names = "--format",
      paramLabel = "F",
      converter = FormatWord.class,
      description = "table, kafka-acls (commands to run) or json; default: table.")
  private Format format = Format.TABLE;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  AclsCommand() {}

  /** kafka-acls as people write it. */
  static final class FormatWord implements CommandLine.ITypeConverter<Format> {
    FormatWord() {}

    @Override
    public Format convert(String word) {
      return switch (word) {
        case "table" -> Format.TABLE;
        case "kafka-acls" -> Format.KAFKA_ACLS;
        case "json" -> Format.JSON;
        default ->
            throw new CommandLine.TypeConversionException("should be table, kafka-acls or json");
      };
    }
  }

  @Override
  public Integer call() {
    Map<String, List<Acl>> chosen = chosen();
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> {
        Table table = new Table("PRINCIPAL", "OPERATION", "RESOURCE", "WHY");
        chosen.forEach((each, acls) ->
            acls.forEach(acl ->
                table.row(
                    principal(each), AclTexts.operations(acl), AclTexts.resource(acl), acl.why())));
        table.print(out, "");
      }
      case KAFKA_ACLS ->
          chosen.forEach((each, acls) ->
              acls.forEach(acl -> out.println(AclTexts.kafkaAcls(acl, principal(each)))));
      case JSON -> {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        chosen.forEach((each, acls) -> all.addAll(AclTexts.json(each, principal(each), acls)));
        out.println(all.toPrettyString());
      }
    }
    out.flush();
    return 0;
  }

  private String principal(String service) {
    return principal == null ? "User:rolecall-" + service : principal;
  }

  private Map<String, List<Acl>> chosen() {
    Map<String, List<Acl>> all =
        Acls.of(new Catalogue(config.readWithoutTools()).connected().keySet());
    if (service == null) {
      return all;
    }
    Map<String, List<Acl>> chosen = new LinkedHashMap<>(all);
    chosen
        .keySet()
        .removeIf(each ->
            !each.equals(service)
                && !(service.equals("connector") && each.startsWith(Acls.connector(""))));
    if (chosen.isEmpty()) {
      throw new UserError("there is no service '" + service + "'; there are " + all.keySet());
    }
    return chosen;
  }
}
