package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A token is changed for another while its identity provider goes on working. */
class TokenRotationIT {
    private static final Duration GRACE = Duration.ofHours(5);
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;

    private final Tokens tokens = server.component(Tokens.class);
    private final TestOrganization organization = TestOrganization.create(server);
    private final Token.Issued old = organization.issued();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("database.pool-size", "6", "tokens.rotation-grace-hours", "5"), CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void failsNoCallOfAClientThatNeverStops() throws Exception {
        AtomicReference<ScimClient> used = new AtomicReference<>(client(old));
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean go = new AtomicBoolean(true);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<List<Integer>> statuses = thread.submit(() -> {
            List<Integer> all = new ArrayList<>();
            while (go.get()) {
                all.add(used.get().get("/Users").status());
                calls.incrementAndGet();
            }
            return all;
        });

        awaitMore(calls);
        Token.Issued successor = rotate(old);
        awaitMore(calls);
        used.set(client(successor));
        awaitRetirementOf(old);
        CLOCK.advance(GRACE);
        assertThat(Eventually.withinASecond(() -> client(old).get("/Users").status(), status -> status == 401))
                .isEqualTo(401);
        awaitReloadOf(successor);
        awaitMore(calls);
        go.set(false);

        assertThat(statuses.get()).hasSizeGreaterThan(20).containsOnly(200);
        thread.shutdown();
    }

    private static void awaitMore(AtomicInteger calls) {
        int before = calls.get();
        Eventually.get(calls::get, now -> now > before + 10);
    }

    /** Uses a token until the server has read it again, which it does after a second. */
    private static void awaitReloadOf(Token.Issued token) {
        double before = reloads();
        double after = Eventually.get(
                () -> {
                    client(token).get("/Users");
                    return reloads();
                },
                now -> now > before);
        assertThat(after).isGreaterThan(before);
    }

    private static double reloads() {
        Matcher found = Pattern.compile("cache_gets_total\\{cache=\"tokens\",result=\"miss\"\\} (\\S+)")
                .matcher(server.component(Metrics.class).scrape());
        assertThat(found.find()).isTrue();
        return Double.parseDouble(found.group(1));
    }

    @Test
    void endsTheOldTokenOnceTheNewOneIsSeenAndTheGraceIsOver() {
        Token.Issued successor = rotate(old);
        assertThat(token(old).replacedBy()).contains(successor.token().id());
        assertThat(token(old).stateAt(CLOCK.instant())).isEqualTo(Credential.State.REPLACED);

        CLOCK.advance(GRACE.multipliedBy(10));
        assertThat(client(old).get("/Users").status()).isEqualTo(200);
        assertThat(token(old).retires()).isEmpty();

        Instant seen = CLOCK.instant();
        assertThat(client(successor).get("/Users").status()).isEqualTo(200);
        assertThat(awaitRetirementOf(old)).contains(seen.plus(GRACE));
        CLOCK.advance(GRACE.minusSeconds(1));
        awaitReloadOf(old);
        assertThat(client(old).get("/Users").status()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(client(old).get("/Users").status()).isEqualTo(401);
        assertThat(client(successor).get("/Users").status()).isEqualTo(200);
        assertThat(token(old).stateAt(CLOCK.instant())).isEqualTo(Credential.State.RETIRED);
    }

    @Test
    void givesTheNewTokenWhatTheOldOneHad() {
        Token.Issued limited = tokens.issue(
                organization.id(),
                TokenRequest.named("Report").readOnly().goodFor(Lifetime.ofDays(90)),
                Actor.operator());
        CLOCK.advance(Duration.ofDays(80));

        Token successor = rotate(limited).token();

        assertThat(successor.name()).isEqualTo("Report");
        assertThat(successor.scope()).isEqualTo(Token.Scope.READ_ONLY);
        assertThat(successor.expires()).contains(successor.created().plus(Duration.ofDays(90)));
        Token forEver = tokens.rotate(
                        organization.id(), successor.id(), Optional.of(Lifetime.unlimited()), Actor.operator())
                .token();
        assertThat(forEver.expires()).isEmpty();
    }

    @Test
    void isRevokedAtOnceInTheGraceToo() {
        Token.Issued successor = rotate(old);

        tokens.revoke(organization.id(), old.token().id(), Actor.operator());

        assertThat(client(old).get("/Users").status()).isEqualTo(401);
        assertThat(client(successor).get("/Users").status()).isEqualTo(200);
    }

    @Test
    void rotatesALostSuccessorAndRetiresAllBeforeIt() {
        Token.Issued lost = rotate(old);
        assertThatThrownBy(() -> rotate(old))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("token " + lost.token().id());

        Token.Issued successor = rotate(lost);
        assertThat(client(successor).get("/Users").status()).isEqualTo(200);

        assertThat(awaitRetirementOf(old)).isPresent();
        assertThat(token(lost).retires()).isEqualTo(token(old).retires());
    }

    @Test
    void goesOnAsIfNeverRotatedWhenTheUnusedSuccessorIsRevoked() {
        Token.Issued lost = rotate(old);

        tokens.revoke(organization.id(), lost.token().id(), Actor.operator());

        assertThat(token(old).stateAt(CLOCK.instant())).isEqualTo(Credential.State.VALID);
        assertThat(rotate(old).token().id()).isGreaterThan(lost.token().id());
    }

    @Test
    void refusesToRotateAnInactiveToken() {
        tokens.revoke(organization.id(), old.token().id(), Actor.operator());

        assertThatThrownBy(() -> rotate(old)).isInstanceOf(Refusal.class).hasMessageContaining("Generate a new token");
    }

    @Test
    void rotatesOnceWhenTwoAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Callable<Boolean> rotation = () -> {
            try {
                return rotate(old) != null;
            } catch (Refusal refused) {
                return false;
            }
        };

        List<Boolean> done = new ArrayList<>();
        for (Future<Boolean> each : threads.invokeAll(List.of(rotation, rotation))) {
            done.add(each.get());
        }

        threads.shutdown();
        assertThat(done).containsExactlyInAnyOrder(true, false);
        assertThat(tokens.list(organization.id())).hasSize(2);
    }

    @Test
    void notesEachStep() {
        Token.Issued successor = rotate(old);
        client(successor).get("/Users");
        awaitRetirementOf(old);
        tokens.revoke(organization.id(), old.token().id(), Actor.operator());

        List<ActivityEntry> entries =
                server.component(Activity.class).list(organization.id(), ActivityQuery.newest(10));

        assertThat(entries)
                .extracting(ActivityEntry::kind)
                .contains(ActivityKind.TOKEN_ROTATED, ActivityKind.TOKEN_SUPERSEDED, ActivityKind.TOKEN_REVOKED);
        assertThat(entries)
                .filteredOn(entry -> entry.kind() == ActivityKind.TOKEN_ROTATED)
                .extracting(ActivityEntry::changes)
                .containsExactly("{\"token\":{\"before\":%d,\"after\":%d}}"
                        .formatted(old.token().id(), successor.token().id()));
        assertThat(entries)
                .filteredOn(entry -> entry.kind() == ActivityKind.TOKEN_SUPERSEDED)
                .extracting(entry -> entry.actor().kind())
                .containsExactly(Actor.Kind.SYSTEM);
    }

    private Optional<Instant> awaitRetirementOf(Token.Issued token) {
        return Eventually.get(() -> token(token).retires(), Optional::isPresent);
    }

    private Token.Issued rotate(Token.Issued token) {
        return tokens.rotate(organization.id(), token.token().id(), Actor.operator());
    }

    private Token token(Token.Issued issued) {
        return tokens.get(organization.id(), issued.token().id());
    }

    private static ScimClient client(Token.Issued issued) {
        return new ScimClient(TestServer.scimUrl(server), issued.secret().reveal());
    }
}
