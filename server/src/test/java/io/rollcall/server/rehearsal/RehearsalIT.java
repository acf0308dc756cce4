package io.rollcall.server.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.rehearsal.AlteringProxy.Alteration;
import io.rollcall.server.rehearsal.AlteringProxy.Altered;
import io.rollcall.server.rehearsal.Rehearsals.Options;
import io.rollcall.server.rehearsal.Report.Result;
import io.rollcall.server.rehearsal.Report.Step;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.UserSummaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal, by its command and by its service. */
class RehearsalIT {
    private static final String EMPTY_LIST = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,\
            "itemsPerPage":0,"Resources":[]}""";

    private static final String REAL = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"real.person@corp.example",\
            "name":{"familyName":"Realperson"}}""";

    private final TestOrganization organization = TestOrganization.create();
    private final String slug = organization.slug();
    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final Rehearsals rehearsals = TestServer.shared().component(Rehearsals.class);

    private Ended rehearse(String... more) {
        List<String> arguments = new ArrayList<>(List.of("rehearse", slug));
        if (!List.of(more).contains("--url")) {
            arguments.addAll(List.of("--url", TestServer.scimUrl(TestServer.shared())));
        }
        arguments.addAll(List.of(more));
        return rollcall.run(arguments.toArray(String[]::new));
    }

    private Organization present() {
        return TestServer.shared()
                .component(Organizations.class)
                .get(organization.organization().slug());
    }

    private Report run(String url) {
        return rehearsals.run(
                present(),
                new Options(Optional.empty(), Optional.of(url), Optional.empty()),
                Actor.operator(),
                step -> {});
    }

    private Report runBroken(Alteration alteration) throws IOException {
        try (AlteringProxy proxy = AlteringProxy.before(TestServer.scimUrl(TestServer.shared()), alteration)) {
            return run(proxy.url());
        }
    }

    private static List<String> findings(Report report) {
        return report.steps().stream()
                .filter(step -> step.result() == Result.FAILED)
                .flatMap(step -> step.findings().stream())
                .toList();
    }

    private static List<String> failed(Report report) {
        return report.steps().stream()
                .filter(step -> step.result() == Result.FAILED)
                .map(Step::title)
                .toList();
    }

    /** Nothing that an administrator sees: users, former users, tokens, groups. */
    private void assertNothingIsLeft() {
        assertThat(rollcall.run("user", "list", slug, "--json").out()).doesNotContain("rehearsal-");
        assertThat(rollcall.run("user", "list", slug, "--former", "--json").out())
                .isEmpty();
        assertThat(rollcall.run("token", "list", slug, "--json").lines()).hasSize(1);
        assertThat(organization.client().get("/Groups").text("/totalResults")).isEqualTo("0");
    }

    @Test
    void passesWithoutGroupsAndLeavesNothing() {
        Ended ended = rehearse("--json");

        assertThat(ended.code()).as(ended.out()).isZero();
        JsonNode report = ended.json();
        assertThat(report.path("failed").asInt()).isZero();
        assertThat(report.path("passed").asInt()).isGreaterThan(35);
        assertThat(report.at("/cleanup/users").asInt()).isEqualTo(14);
        assertThat(report.toString()).contains("Groups are off");
        assertNothingIsLeft();
    }

    @Test
    void passesWithGroupsAndLeavesNothing() {
        organization.withGroups();

        Ended ended = rehearse();

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(ended.out()).contains("PASSED", " 0 failed, 1 skipped", "Erased 15 users and deleted 0 groups");
        assertThat(ended.out()).doesNotContain("FAILED", "Groups are off");
        assertNothingIsLeft();
    }

    @Test
    void namesAFilterThatComparesTheCase() throws IOException {
        Report report = runBroken(request -> request.path().contains("EXAMPLE.INVALID")
                ? Optional.of(new Altered(200, EMPTY_LIST))
                : Optional.empty());

        assertThat(failed(report)).containsExactly("The look-up ignores the case of userName");
        assertThat(findings(report)).singleElement().asString().contains("EXAMPLE.INVALID", "found 0; expected 1");
        assertNothingIsLeft();
    }

    @Test
    void namesAFilterThatIgnoresTheCaseOfExternalId() throws IOException {
        Report report = runBroken(request -> request.path().contains("externalId%20eq%20%22REHEARSAL")
                ? Optional.of(Altered.of(request.client()
                        .get("/Users?filter=externalId%20eq%20%22"
                                + request.path()
                                        .replaceAll(".*%22(REHEARSAL[^%]*)%22.*", "$1")
                                        .toLowerCase(Locale.ROOT) + "%22")))
                : Optional.empty());

        assertThat(failed(report)).containsExactly("Create: externalId is compared with its case");
        assertThat(findings(report)).singleElement().asString().contains("found 1; expected 0");
    }

    @Test
    void namesAPatchThatReturnsTheOldValue() throws IOException {
        Report report = runBroken(request -> {
            if (!request.method().equals("PATCH") || !request.path().startsWith("/Users/")) {
                return Optional.empty();
            }
            String before = request.client().get(request.path()).body();
            request.forward();
            return Optional.of(new Altered(200, before));
        });

        assertThat(failed(report))
                .contains("Deactivate by PATCH (catalogue)", "Update: Add creates attributes that had no value");
        assertThat(findings(report))
                .allMatch(finding -> finding.startsWith("PATCH /Users/"))
                .anyMatch(finding -> finding.endsWith(" returned true for active; expected false."));
        assertNothingIsLeft();
    }

    @Test
    void namesADeleteThatKeepsTheUser() throws IOException {
        Report report = runBroken(
                request -> request.method().equals("DELETE") ? Optional.of(new Altered(200, "")) : Optional.empty());

        assertThat(failed(report)).contains("Delete: DELETE removes the user");
        assertThat(findings(report))
                .anyMatch(finding -> finding.matches("DELETE /Users/\\S+ answered 200; expected 204\\."))
                .anyMatch(finding -> finding.contains("answered 200; expected 404. The resource was not deleted."));
        assertNothingIsLeft();
    }

    @Test
    void touchesAndShowsNoRealUser() throws IOException {
        Response real = organization.client().post("/Users", REAL);

        // The response to each POST is that real user, as if the server had mixed them up.
        Report report = runBroken(request -> {
            if (!request.method().equals("POST")) {
                return Optional.empty();
            }
            request.forward();
            return Optional.of(new Altered(
                    201, organization.client().get("/Users/" + real.id()).body()));
        });

        assertThat(findings(report))
                .anyMatch(finding -> finding.contains("returned no id of a user that this rehearsal created"));
        assertThat(report.json().toString() + new MarkdownReport(report).text())
                .contains("not created by this rehearsal")
                .doesNotContain("real.person", "Realperson", real.id());
        assertThat(organization.client().get("/Users/" + real.id()).body()).isEqualTo(real.body());
        assertNothingIsLeft();
    }

    @Test
    void hasNoTokenInItsFiles(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), organization.token() + "\n");
        Path markdown = folder.resolve("report.md");
        Path json = folder.resolve("report.json");

        assertThat(rehearse("--only", "okta", "--output", markdown.toString()).code())
                .isZero();
        Ended ended = rehearse("--only", "entra", "--token-file", token.toString(), "--output", json.toString());

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(markdown)
                .content()
                .startsWith("# Rehearsal of " + slug)
                .contains("POST /Users", "| Passed | Okta |");
        assertThat(json).content().contains("\"suite\" : \"Entra\"").doesNotContain("\"Okta\"");
        assertThat(Files.readString(markdown) + Files.readString(json) + ended.out())
                .doesNotContain(organization.token(), "rollcall_");
        assertNothingIsLeft();
    }

    @Test
    void cleansUpWhenItIsInterrupted() {
        List<Step> seen = new ArrayList<>();

        Report report = rehearsals.run(
                present(),
                new Options(Optional.empty(), Optional.of(TestServer.scimUrl(TestServer.shared())), Optional.empty()),
                Actor.operator(),
                step -> {
                    seen.add(step);
                    if (step.title().startsWith("Assign a user: POST")) {
                        Thread.currentThread().interrupt();
                    }
                });

        assertThat(report.stopped()).isTrue();
        assertThat(report.isPassed()).isFalse();
        assertThat(report.steps()).isEqualTo(seen).hasSize(5);
        assertThat(report.cleanup().users()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void cleansUpWhenTheServerDoesNotAnswerAnyMore() throws IOException {
        List<String> posted = new ArrayList<>();
        Report report = runBroken(request -> {
            if (request.method().equals("POST")) {
                posted.add(request.forward().body());
            }
            if (posted.isEmpty()) {
                return Optional.empty();
            }
            throw new IllegalStateException("the connection is lost");
        });

        assertThat(findings(report)).anyMatch(finding -> finding.startsWith("POST /Users got no response ("));
        assertNothingIsLeft();
    }

    @Test
    void saysWhatToDoWhereItCannotRun() {
        assertRefused("No server answers at http://127.0.0.1:9/scim", "--url", "http://127.0.0.1:9/scim");
        rollcall.run("organization", "static-tokens", "off", slug);
        assertRefused("rollcall rehearse " + slug + " --token-file FILE");
        rollcall.run("organization", "static-tokens", "on", slug);
        rollcall.run("organization", "scim", "off", slug);
        assertRefused("rollcall organization scim on " + slug);
        rollcall.run("organization", "suspend", slug);
        assertRefused("rollcall organization resume " + slug);
        assertThat(rollcall.run("token", "list", slug, "--json").lines()).hasSize(1);
    }

    @Test
    void saysThatTheServerHasAnotherDatabase() {
        assertThatThrownBy(() -> runBroken(request -> Optional.of(new Altered(401, "{}"))))
                .hasMessageContaining("refuses the token: it runs on another database");
        assertNothingIsLeft();
    }

    @Test
    void refusesATokenOfAnotherOrganization(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(
                folder.resolve("token"), TestOrganization.create().token());

        assertRefused("The token is not a valid one of '" + slug + "'", "--token-file", token.toString());
        assertRefused("cannot be read", "--token-file", folder.resolve("none").toString());
    }

    private void assertRefused(String words, String... more) {
        Ended ended = rehearse(more);
        assertThat(ended.err()).contains(words);
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void exitsWith2IfItIsCalledWrongly() {
        assertThat(rehearse("--only", "google").code()).isEqualTo(2);
        assertThat(rehearse("--url", "acme").code()).isEqualTo(2);
        assertThat(rollcall.run("rehearse").code()).isEqualTo(2);
    }

    @Test
    void changesOnlyWhatItCreated() {
        Response real = organization.client().post("/Users", REAL);
        ThrowAways none = new ThrowAways(
                new ThrowAways.Records(TestServer.shared().component(UserSummaries.class), null, null, null),
                organization.id(),
                new SecureRandom());
        RehearsalClient client = new RehearsalClient(
                TestServer.scimUrl(TestServer.shared()), organization.issued().secret(), none);

        assertThat(none.addUser(real.id())).isFalse();
        assertThatThrownBy(() -> client.send(
                        new RehearsalClient.ScimRequest("DELETE", "/Users/" + real.id(), Optional.empty(), Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }
}
