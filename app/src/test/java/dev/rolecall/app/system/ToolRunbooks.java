package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happens to tools and tokens. */
final class ToolRunbooks {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final RunbookCompany company;

  ToolRunbooks(RunbookCompany company) {
    this.company = company;
  }

  Map<String, RunbooksTest.Situation> situations() {
    Map<String, RunbooksTest.Situation> situations = new LinkedHashMap<>();
    situations.put("A tool is down", this::down);
    situations.put("The token of a tool is refused", this::refused);
    situations.put("The token of an identity provider has expired", this::expired);
    return situations;
  }

  private void down(RunbookPage.Section section) throws Exception {
    String ops = company.groupCalled("team-ops");
    String cy = company.joins("cy");
    company.adds(ops, cy);
    company.awaitMaintainer("cy");
    company.gitlab().faults().add(FaultRule.on("*", ".*", Fault.respond(503, "maintenance")));
    company.adds(ops, company.joins("bea"));
    company.active(cy, false);

    new RunbookPlay(
            company.config(), Map.of("the tool is back", () -> company.gitlab().faults().clear()))
        .play(section);

    assertThat(company.gitlab().user("cy").orElseThrow().state()).isEqualTo("blocked");
    company.awaitMember("ops", "cy", Optional.empty());
    company.awaitMaintainer("bea");
  }

  private void refused(RunbookPage.Section section) throws Exception {
    company.gitlab().faults().add(FaultRule.on("*", ".*", Fault.expireToken()).once());
    company.adds(company.groupCalled("team-ops"), company.joins("dan"));
    String token = company.gitlab().createToken("root", "api", "sudo");

    new RunbookPlay(company.config(), Map.of()).fill("NEW-TOKEN", token).play(section);

    company.awaitMaintainer("dan");
  }

  private void expired(RunbookPage.Section section) throws Exception {
    replace("name: okta-2026,", "name: okta-2026, expires: 2020-01-01,");
    await().atMost(PATIENCE).until(() -> company.scim().get("/Users").status() == 401);
    RunbookPlay play = new RunbookPlay(company.config(), Map.of());
    Map<String, RunbookPlay.Act> acts =
        Map.of(
            "in rolecall.yaml: the new line goes beside the old one",
            () -> {
              company.use(found("rolecall_[\\w-]+", play.saidLast()));
              replace(
                  "      - { name: okta-2026",
                  "      "
                      + found("- \\{ name: okta-2027.*}", play.saidLast())
                      + "\n      - { name: okta-2026");
            },
            "the identity provider has the new token, and pushes again",
            company::pushAgain,
            "in rolecall.yaml: the old line goes",
            () ->
                Files.writeString(
                    company.config(),
                    Files.readString(company.config())
                        .replaceAll("(?m)^.*name: okta-2026.*\n", "")));

    play.when(acts).play(section);

    assertThat(company.scim(RunbookCompany.TOKEN).get("/Users").status()).isEqualTo(401);
    assertThat(company.joins("gil")).isNotEmpty();
  }

  private static String found(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group();
  }

  private void replace(String text, String by) throws IOException {
    String now = Files.readString(company.config());
    assertThat(now).contains(text);
    Files.writeString(company.config(), now.replace(text, by));
  }
}
