package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import io.rollcall.server.traffic.HourOfTraffic;
import io.rollcall.server.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An identity provider that still has a token that ended is heard, in bounds, though it is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RejectedTokensIT {
    private static final Actor JANE = new Actor(Actor.Kind.ADMINISTRATOR, "jane", "", "", "");

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(
            Map.of("limits.address-failures-per-minute", "3", "http.trusted-proxies", "127.0.0.1"), clock);
    private final RejectedTokens rejected = server.component(RejectedTokens.class);
    private final Tokens tokens = server.component(Tokens.class);
    private TestOrganization organization;

    @BeforeEach
    void create() {
        organization = TestOrganization.create(server);
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Each test has an address of its own, whose failures are counted. */
    private ScimClient client(String address) {
        return organization
                .client(server)
                .with("User-Agent", "Okta SCIM Client 1.0.0")
                .with("X-Forwarded-For", address);
    }

    private void revoke() {
        tokens.revoke(organization.id(), organization.issued().token().id(), JANE);
    }

    private List<ActivityEntry> entries() {
        return entries(organization);
    }

    private List<ActivityEntry> entries(TestOrganization of) {
        rejected.write();
        return server.component(Activity.class).list(of.id(), ActivityQuery.of(ActivityKind.REQUEST_REFUSED, 100));
    }

    @Test
    void tellsThatStaticTokensAreSwitchedOff() {
        server.component(Organizations.class).setStaticTokens(organization.id(), false, JANE);

        assertThat(client("198.51.100.77").get("/Users").status()).isEqualTo(401);

        assertThat(entries()).singleElement().satisfies(entry -> assertThat(entry.toString())
                .contains("Okta still uses the token", "does not accept static tokens"));
    }

    private List<RejectedToken> list() {
        return tokens.listRejected(organization.id());
    }

    /** Adds up hours, since one may end during a test. */
    private long requests(ToLongFunction<HourOfTraffic> kind) {
        server.component(Traffic.class).write();
        return server.component(Traffic.class).lastHours(organization.id(), 2).stream()
                .mapToLong(kind)
                .sum();
    }

    @Test
    void recordsARevokedTokenWithTheAttemptAndWithoutTheSecret() {
        revoke();
        assertThat(client("198.51.100.1")
                        .post("/Users", "{\"userName\":\"jane\"}")
                        .status())
                .isEqualTo(401);
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(401);
            assertThat(entry.subject()).isEqualTo("POST /Users");
            assertThat(entry.detail())
                    .startsWith("Okta still uses the token \"Test\", revoked on ")
                    .endsWith(" by jane.");
            assertThat(entry.actor().address()).isEqualTo("198.51.100.1");
            assertThat(entry.toString()).doesNotContain(organization.token(), "rollcall_");
        });
        assertThat(list()).singleElement().satisfies(token -> {
            assertThat(token.tokenId()).isEqualTo(organization.issued().token().id());
            assertThat(token.latest()).isEqualTo(clock.instant());
            assertThat(token.requests()).isEqualTo(1);
        });
        assertThat(requests(HourOfTraffic::rejected)).isEqualTo(1);
    }

    @Test
    void writesOneEntryAMinuteHoweverManyRequestsComeAndCountsThoseThatAreScreenedOut() {
        revoke();
        ScimClient client = client("198.51.100.2");
        int tooMany = 0;
        for (int number = 0; number < 25; number++) {
            int status = client.get("/Users").status();
            assertThat(status).isIn(401, 429);
            tooMany += status == 429 ? 1 : 0;
            entries();
        }
        String limited = "24 such requests came in a minute; " + tooMany + " of them were answered with 429.";
        assertThat(entries()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(entries()).hasSize(2);
        // Both have the same time, so either may be listed first.
        assertThat(entries())
                .extracting(ActivityEntry::detail)
                .anyMatch(detail -> detail.endsWith(" by jane."))
                .anyMatch(detail -> detail.endsWith(limited));
        clock.advance(Duration.ofMinutes(1));
        assertThat(entries()).hasSize(2);
        assertThat(list()).singleElement().satisfies(token -> assertThat(token.requests())
                .isEqualTo(25));
        assertThat(requests(HourOfTraffic::rejected)).isEqualTo(25);
    }

    @Test
    void recordsExpiredAndReplacedTokens() {
        TokenRequest oneDay = TokenRequest.named("Short").goodFor(Lifetime.ofDays(1));
        Token.Issued expiring = tokens.issue(organization.id(), oneDay, JANE);
        Token.Issued old = tokens.issue(organization.id(), "Old", JANE);
        Token.Issued successor = tokens.rotate(organization.id(), old.token().id(), JANE);
        ScimClient client = client("198.51.100.3");
        assertThat(client.with("Authorization", "Bearer " + successor.secret().reveal())
                        .get("/Users")
                        .status())
                .isEqualTo(200);
        List<Token> retired = Eventually.get(
                () -> List.of(tokens.get(organization.id(), old.token().id())),
                found -> found.get(0).retires().isPresent());
        assertThat(retired.get(0).retires()).isPresent();
        clock.advance(Duration.ofDays(2));
        for (Token.Issued issued : List.of(expiring, old)) {
            assertThat(client.with("Authorization", "Bearer " + issued.secret().reveal())
                            .get("/Users")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(entries())
                .extracting(ActivityEntry::detail)
                .anyMatch(detail -> detail.contains("\"Short\", expired on"))
                .anyMatch(detail -> detail.contains(
                        "\"Old\", replaced by token " + successor.token().id()));
    }

    @Test
    void tellsTheTokensOrganizationOfAnotherAddressAndNotTheOtherOne() {
        TestOrganization other = TestOrganization.create(server);
        String host = other.slug() + "." + TestServer.BASE_DOMAIN;
        assertThat(client("198.51.100.4")
                        .with("X-Forwarded-Host", host)
                        .get("/Users")
                        .status())
                .isEqualTo(401);
        assertThat(entries()).singleElement().satisfies(entry -> assertThat(entry.detail())
                .contains("at " + host + ", which is not this organization's address."));
        assertThat(entries(other)).isEmpty();
        assertThat(tokens.listRejected(other.id())).singleElement().satisfies(unknown -> assertThat(unknown.isUnknown())
                .isTrue());
    }

    @Test
    void countsUnknownTokensOfTheHostsOrganizationWithoutAnEntryAndOnlyThoseThatLookLikeOurs() {
        String host = organization.slug() + "." + TestServer.BASE_DOMAIN;
        ScimClient stranger = client("198.51.100.5").with("X-Forwarded-Host", host);
        stranger.with("Authorization", "Bearer password").get("/Users");
        stranger.without("Authorization").get("/Users");
        assertThat(entries()).isEmpty();
        assertThat(list()).isEmpty();
        stranger.with("Authorization", "Bearer rollcall_mistyped").get("/Users");
        stranger.with("Authorization", "Bearer rollcall_mistyped").get("/Users");
        stranger.with("X-Forwarded-Host", "nobody." + TestServer.BASE_DOMAIN)
                .with("Authorization", "Bearer rollcall_mistyped")
                .get("/Users");
        assertThat(entries()).isEmpty();
        assertThat(list()).singleElement().satisfies(unknown -> {
            assertThat(unknown.isUnknown()).isTrue();
            assertThat(unknown.requests()).isEqualTo(2);
        });
        assertThat(requests(HourOfTraffic::requests)).isZero();
    }

    @Test
    void recordsADeadTokenOfASuspendedOrganizationToo() {
        revoke();
        server.component(Organizations.class).suspend(organization.id(), JANE);
        client("198.51.100.6").get("/Users");
        assertThat(entries()).hasSize(1);
    }

    @Test
    void losesNoRequestHoweverManyComeWhileItWrites() {
        revoke();
        ScimClient client = client("198.51.100.7");
        Together.run(4, thread -> {
            for (int number = 0; number < 25; number++) {
                client.get("/Users");
                rejected.writeAll();
            }
            return thread;
        });
        rejected.writeAll();
        assertThat(list()).singleElement().satisfies(token -> assertThat(token.requests())
                .isEqualTo(100));
    }

    @Test
    void leavesNothingOfAnOrganizationThatWasDeletedMeanwhile() {
        revoke();
        client("198.51.100.8").get("/Users");
        server.component(OrganizationDeletion.class).delete(organization.id(), organization.slug(), Actor.system());
        rejected.writeAll();
        StoredRows rows = new StoredRows(organization.id());
        assertThat(rows.count("rejected_tokens")).isZero();
        assertThat(rows.count("activity")).isZero();
    }

    @Test
    void aValidTokenIsNotCounted() {
        assertThat(client("198.51.100.9").get("/Users").status()).isEqualTo(200);
        assertThat(entries()).isEmpty();
        assertThat(list()).isEmpty();
        server.component(TokenSuccesses.class).write();
        assertThat(Optional.of(tokens.list(organization.id()).get(0)).flatMap(Token::lastSuccess))
                .contains(clock.instant());
    }

    @Test
    void aUseThatIsRefusedIsNoSuccess() {
        server.component(Organizations.class).setScimEnabled(organization.id(), false, JANE);
        assertThat(client("198.51.100.10").get("/Users").status()).isEqualTo(403);
        server.component(TokenSuccesses.class).write();
        assertThat(tokens.list(organization.id()).get(0).lastSuccess()).isEmpty();
    }
}
