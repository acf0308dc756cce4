package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The overview and the guide say what is true of the connection now, by requests as an identity provider sends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewIT {
    private static final Pattern COVERS =
            Pattern.compile("name=\"alert\" value=\"([^\"]+)\">\\s*<input[^>]*value=\"([^\"]+)\"");

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(Map.of(), clock);
    private final Tokens tokens = server.component(Tokens.class);
    private TestOrganization organization;

    @BeforeEach
    void create() {
        organization = TestOrganization.create(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private ConsoleClient administrator() {
        return ConsoleClient.signedIn(server, ConsoleServer.administrator(server, Optional.of(organization.id())));
    }

    private String base() {
        return "/console/organizations/" + organization.slug();
    }

    private void writeAll() {
        server.component(Traffic.class).write();
        server.component(TokenSuccesses.class).write();
        server.component(RejectedTokens.class).writeAll();
        server.component(Activity.class).writeLate();
    }

    private String page(String path) {
        writeAll();
        return administrator().get(base() + path).body();
    }

    private void rotateAway() {
        tokens.revoke(organization.id(), organization.issued().token().id(), Actor.system());
    }

    private ScimClient with(Token.Issued issued) {
        return new ScimClient(TestServer.scimUrl(server), issued.secret().reveal());
    }

    private boolean isDone(String check) {
        return Pattern.compile("id=\"check-" + check + "\"[^>]*>Done<")
                .matcher(page("/okta"))
                .find();
    }

    @Test
    void isNotHealthyWhileTheIdentityProviderIsLockedOut() {
        ScimClient okta = organization.client(server);
        okta.get("/Users");
        assertThat(page("")).contains("Healthy").doesNotContain("rejected");
        rotateAway();
        Token.Issued unpasted = tokens.issue(organization.id(), "New", Actor.system());
        clock.advance(Duration.ofMinutes(5));
        okta.post("/Users", "{\"userName\":\"jane\"}");
        assertThat(page(""))
                .contains("Not working", "1 request with the revoked token \"Test\" rejected", "/security/generate")
                .contains("Last request:")
                .doesNotContain("Healthy");
        clock.advance(Duration.ofHours(2));
        with(unpasted).get("/Users");
        assertThat(page("")).contains("Healthy", "1 request with an invalid token in the last 24 hours");
    }

    @Test
    void doesNotTakeARehearsalForTheIdentityProvider() {
        ScimClient rehearsal = organization.client(server).with("User-Agent", Actor.REHEARSAL);
        rehearsal.post("/Users", "{\"userName\":\"jane\",\"jotform_user_role\":\"admin\"}");
        rehearsal.post("/Users", "{}");

        assertThat(List.of("tested", "created", "role")).noneMatch(this::isDone);
        assertThat(page("")).contains("No requests in the last 24 hours").doesNotContain("refused");
        organization.client(server).post("/Users", "{\"userName\":\"john\",\"jotform_user_role\":\"admin\"}");
        assertThat(List.of("tested", "created", "role")).allMatch(this::isDone);
    }

    @Test
    void isHealthyAfterAQuietWeekend() {
        organization.client(server).get("/Users");
        page("");
        clock.advance(Duration.ofDays(3));
        assertThat(page(""))
                .contains("Healthy", "No requests in the last 24 hours")
                .doesNotContain("class=\"alerts\"");
    }

    @Test
    void keepsAnAcknowledgedAlertMutedUntilItsCauseOccursAgain() {
        ScimClient okta = organization.client(server);
        okta.get("/Users");
        okta.post("/Users", "{}");
        ConsoleClient jane = administrator();
        writeAll();
        String before = jane.get(base()).body();
        assertThat(before).contains("Needs attention", "1 request failed");
        Matcher form = COVERS.matcher(before);
        assertThat(form.find()).isTrue();
        Response done = jane.post(base() + "/acknowledge", Map.of("alert", form.group(1), "covers", form.group(2)));
        assertThat(done.status()).isEqualTo(303);
        assertThat(page("")).contains("Healthy", "id=\"acknowledged\"", "Acknowledged by admin-", "1 request failed");
        assertThat(entries(ActivityKind.ALERT_ACKNOWLEDGED)).singleElement().satisfies(entry -> {
            assertThat(entry.subject()).startsWith("1 request failed");
            assertThat(entry.actor().kind()).isEqualTo(Actor.Kind.ADMINISTRATOR);
        });
        clock.advance(Duration.ofSeconds(1));
        okta.post("/Users", "{}");
        assertThat(page("")).contains("Needs attention").doesNotContain("id=\"acknowledged\"");
    }

    @Test
    void anAcknowledgementDoesNotCoverWhatItsAuthorHasNotSeen() {
        ScimClient okta = organization.client(server);
        okta.get("/Users");
        okta.post("/Users", "{}");
        ConsoleClient jane = administrator();
        writeAll();
        Matcher form = COVERS.matcher(jane.get(base()).body());
        assertThat(form.find()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        okta.post("/Users", "{}");
        writeAll();
        jane.post(base() + "/acknowledge", Map.of("alert", form.group(1), "covers", form.group(2)));
        assertThat(page("")).contains("Needs attention");
        assertThat(jane.post(base() + "/acknowledge", Map.of("alert", "refused", "covers", "never"))
                        .status())
                .isEqualTo(400);
        assertThat(jane.post(base() + "/acknowledge", Map.of("alert", "no-such", "covers", ""))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void testedMeansTheCurrentToken() {
        organization.client(server).get("/Users?count=1");
        assertThat(isDone("tested")).isTrue();
        rotateAway();
        assertThat(isDone("tested")).isFalse();
        assertThat(isDone("ready")).isFalse();
        Token.Issued next = tokens.issue(organization.id(), "New", Actor.system());
        organization.client(server).get("/Users?count=1");
        assertThat(isDone("ready")).isTrue();
        assertThat(isDone("tested")).isFalse();
        with(next).get("/Users?count=1");
        assertThat(isDone("tested")).isTrue();
        server.component(Organizations.class).setScimEnabled(organization.id(), false, Actor.system());
        assertThat(isDone("tested")).isFalse();
        server.component(Organizations.class).setScimEnabled(organization.id(), true, Actor.system());
        assertThat(isDone("tested")).isTrue();
    }

    @Test
    void testedIsNotARequestThatWasRefused() {
        server.component(Organizations.class).setScimEnabled(organization.id(), false, Actor.system());
        organization.client(server).get("/Users");
        server.component(Organizations.class).setScimEnabled(organization.id(), true, Actor.system());
        assertThat(isDone("tested")).isFalse();
    }

    @Test
    void theOtherStepsAreOfTheCurrentConnectionToo() {
        ScimClient okta = organization.client(server);
        String jane = okta.post("/Users", "{\"userName\":\"jane\",\"jotform_user_role\":\"admin\"}")
                .id();
        okta.put("/Users/" + jane, "{\"userName\":\"jane\",\"title\":\"Boss\"}");
        okta.put("/Users/" + jane, "{\"userName\":\"jane\",\"title\":\"Boss\",\"active\":false}");
        List<String> steps = List.of("created", "updated", "deactivated", "role");
        assertThat(steps).allMatch(this::isDone);
        clock.advance(Duration.ofSeconds(1));
        Token.Issued rotated =
                tokens.rotate(organization.id(), organization.issued().token().id(), Actor.system());
        assertThat(steps).as("a rotation goes on").allMatch(this::isDone);
        tokens.revoke(organization.id(), rotated.token().id(), Actor.system());
        rotateAway();
        tokens.issue(organization.id(), "Another", Actor.system());
        assertThat(steps).as("a new connection begins").noneMatch(this::isDone);
    }

    @Test
    void aRoleThatTheServerGaveIsNoRoleThatCame() {
        organization.client(server).post("/Users", "{\"userName\":\"jane\"}");
        assertThat(isDone("created")).isTrue();
        assertThat(isDone("role")).isFalse();
    }

    @Test
    void theActivityListShowsUserReasonAndTimeOfARefusal() {
        ScimClient okta = organization.client(server);
        String id = okta.post(
                        "/Users", "{\"userName\":\"jane@example.com\",\"title\":\"Boss\",\"password\":\"s3cret-word\"}")
                .id();
        okta.post(
                "/Users",
                "{\"userName\":\"ken@example.com\",\"jotform_user_role\":\"superuser\",\"password\":\"s3cret-word\"}");
        okta.patch("/Users/" + id, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":\"perhaps\"}]}");
        okta.post("/Groups", "{\"displayName\":\"Staff\"}");
        String list = page("/activity");
        assertThat(list)
                .contains("ken@example.com", "POST /Users", "is not a role of this organization")
                .contains("jane@example.com", "PATCH /Users/" + id)
                .contains("501", "SCIM groups are off")
                .contains("data-seconds")
                .doesNotContain("s3cret-word", organization.token());
        ActivityEntry created = entries(ActivityKind.USER_CREATED).get(0);
        assertThat(page("/activity/" + created.id()))
                .contains("Initial values", "title", "Boss", "jane@example.com")
                .doesNotContain("s3cret-word", ">Before<");
        ActivityEntry group = entries(ActivityKind.REQUEST_REFUSED).stream()
                .filter(entry -> entry.status() == 501)
                .findFirst()
                .orElseThrow();
        assertThat(page("/activity/" + group.id())).contains("groups are off for this organization");
    }

    private List<ActivityEntry> entries(ActivityKind kind) {
        return server.component(Activity.class).list(organization.id(), ActivityQuery.of(kind, 10));
    }
}
