package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operators find entries of the audit log, and read all of them as they are, whatever strangers wrote into them. */
class AuditPagesIT {
    private static final String RIGHT_TO_LEFT = "\u202E";
    private static final String SCRIPT = "\"'></bdi></pre><script>window.stolen=1</script>";

    private final Audit audit = ConsoleServer.shared().component(Audit.class);
    private final String name = "actor-" + UUID.randomUUID();
    private final ConsoleClient operator = ConsoleClient.signedIn(
            ConsoleServer.shared(), ConsoleServer.administrator(ConsoleServer.shared(), Optional.empty()));

    private AuditEntry record(AuditKind kind, AuditEntry.Outcome outcome, Actor actor, String subject, String detail) {
        audit.record(AuditEvent.of(kind, actor, subject).ending(outcome).with(detail));
        return newest(actor.name(), 1).get(0);
    }

    private List<AuditEntry> newest(String actor, int limit) {
        return audit.list(new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(actor),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit));
    }

    private Actor actor() {
        return new Actor(Actor.Kind.ADMINISTRATOR, name, "203.0.113.9", "Lynx/2.9", "0123456789abcdef");
    }

    private AuditEntry record(AuditKind kind, AuditEntry.Outcome outcome) {
        return record(kind, outcome, actor(), "Subject of " + kind.label(), "");
    }

    private String list(String query) {
        return operator.get("/console/audit?" + query).body();
    }

    private static String link(AuditEntry entry) {
        return "/console/audit/" + entry.id();
    }

    @Test
    void operatorsFilterTheLogInABrowserAndOpenAnEntry() {
        record(AuditKind.ADMIN_KEY_CREATED, AuditEntry.Outcome.SUCCEEDED);
        record(AuditKind.ADMIN_KEY_REVOKED, AuditEntry.Outcome.SUCCEEDED);
        record(AuditKind.ADMINISTRATOR_SIGN_IN_FAILED, AuditEntry.Outcome.FAILED);
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.empty())) {
            visit.follow("Audit log");
            assertThat(visit.heading()).isEqualTo("Audit log");
            Locator rows = visit.page().locator("#results tbody tr");
            visit.fill("Actor (full name)", name);
            visit.page().keyboard().press("Tab");
            visit.page().waitForCondition(() -> rows.count() == 3);
            visit.choose("Outcome", "FAILED");
            visit.page().waitForCondition(() -> rows.count() == 1);
            assertThat(rows.innerText()).contains("Administrator sign-in failed", "Failed", "203.0.113.9");
            assertThat(visit.page().locator("#results time").first().innerText())
                    .matches(".*\\d\\d:\\d\\d:\\d\\d");
            visit.follow("Administrator sign-in failed");
            assertThat(visit.heading()).isEqualTo("Administrator sign-in failed");
            visit.sees("Lynx/2.9").sees("0123456789abcdef").sees("administrator.sign-in-failed");
        }
    }

    @Test
    void filtersByKindOutcomeOrganizationAndTime() {
        AuditEntry created = record(AuditKind.ADMIN_KEY_CREATED, AuditEntry.Outcome.SUCCEEDED);
        AuditEntry failed = record(AuditKind.ADMINISTRATOR_SIGN_IN_FAILED, AuditEntry.Outcome.FAILED);
        String mine = "actor=" + name;
        assertThat(list(mine)).contains(link(created), link(failed));
        assertThat(list(mine + "&kind=admin-key.created"))
                .contains(link(created))
                .doesNotContain(link(failed));
        assertThat(list(mine + "&outcome=FAILED")).contains(link(failed)).doesNotContain(link(created));
        assertThat(list(mine + "&organization=no-such")).contains("No matching entries");
        assertThat(list(mine + "&from=2000-01-01T00:00")).contains(link(created));
        assertThat(list(mine + "&from=2000-01-01T00:00&to=2001-01-01T00:00:30")).contains("No matching entries");

        TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
        assertThat(list("organization=" + organization.slug()))
                .contains("Organization created", "Token generated")
                .doesNotContain(link(created));
    }

    @Test
    void ignoresFiltersThatItDoesNotUnderstand() {
        AuditEntry entry = record(AuditKind.ADMIN_KEY_CREATED, AuditEntry.Outcome.SUCCEEDED);
        List.of(
                        "kind=none.such",
                        "outcome=MAYBE",
                        "from=yesterday",
                        "from=-999999999-01-01T00:00",
                        "to=%2B999999999-12-31T23:59",
                        "before=nothing",
                        "before=",
                        "from=0001-01-01T00:00")
                .forEach(query -> assertThat(list("actor=" + name + "&" + query))
                        .as(query)
                        .contains(link(entry)));
        List.of("actor=%E2%80%AE", "actor=" + "x".repeat(4_000), "organization=%F0%9F%98%80")
                .forEach(query -> assertThat(list(query)).as(query).contains("No matching entries"));
    }

    @Test
    void listsOlderEntriesOnFurtherPages() {
        IntStream.range(0, 60).forEach(number -> record(AuditKind.ADMIN_KEY_CREATED, AuditEntry.Outcome.SUCCEEDED));
        List<AuditEntry> all = newest(name, 100);
        String first = list("actor=" + name + "&kind=admin-key.created");
        assertThat(first).contains(link(all.get(49))).doesNotContain(link(all.get(50)));
        String older = "?kind=admin-key.created&actor=" + name + "&before="
                + all.get(49).id();
        assertThat(first.replace("&amp;", "&")).contains("\"/console/audit" + older + "\"");
        String second = operator.get("/console/audit" + older).body();
        assertThat(second).contains(link(all.get(50)), link(all.get(59))).doesNotContain(link(all.get(49)));
        assertThat(second.replace("&amp;", "&"))
                .contains("\"/console/audit?kind=admin-key.created&actor=" + name + "\"")
                .doesNotContain("Older");
    }

    @Test
    void showsWhatStrangersWroteAsTextThatMovesNothing() {
        String hostile = name + RIGHT_TO_LEFT + "gnp.\u2066\u0007\n\u2028" + SCRIPT;
        Actor stranger = new Actor(Actor.Kind.ADMINISTRATOR, hostile, "203.0.113.9", hostile, "");
        AuditEntry entry = record(
                AuditKind.ADMINISTRATOR_SIGN_IN_FAILED,
                AuditEntry.Outcome.FAILED,
                stranger,
                hostile,
                "{\"name\":\"" + RIGHT_TO_LEFT
                        + "\\u0000 </pre><script>window.stolen=1</script>\",\"more\":[1,{\"x\":null}]}");
        // Other tests set their clocks ahead, so their entries may fill the first page.
        UUID afterwards = TimeOrderedId.first(entry.occurred().plusSeconds(1));
        for (String path : List.of(
                "/console/audit?actor=" + ScimClient.encoded(hostile),
                "/console/audit?before=" + afterwards,
                link(entry))) {
            String page = operator.get(path).body();
            String content = page.substring(page.indexOf(path.equals(link(entry)) ? "<dl" : "id=\"results\""));
            assertThat(content).as(path).contains("\\u202Egnp.\\u2066\\u0007\\u000A\\u2028");
            assertThat(content).as(path).doesNotContain("<script>window", "</bdi></pre>");
            assertThat(content.chars().filter(letter -> letter == 0x202E || letter == 0x2066 || letter == 7))
                    .as(path)
                    .isEmpty();
        }
        assertThat(operator.get(link(entry)).body())
                .contains("&#34;more&#34; : [ 1, {".replace("&#34;", "\""))
                .contains("\\u202E\\u0000");
    }

    @Test
    void anEntryThatDoesNotExistIsNotFound() {
        assertThat(operator.get("/console/audit/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(operator.get("/console/audit/none").status()).isEqualTo(404);
    }
}
