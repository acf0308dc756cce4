package io.rollcall.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.Refusal.Reason;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministratorsIT {
    private static final String OWN = "four quiet garden chairs";
    private static final Actor JANE = new Actor(Actor.Kind.ADMINISTRATOR, "jane", "192.0.2.7", "", "");

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(Map.of(), clock);
    private final Administrators administrators = server.component(Administrators.class);
    private final Sessions sessions = server.component(Sessions.class);

    @AfterAll
    void stop() {
        server.close();
    }

    private static String name() {
        return "Jane." + UUID.randomUUID() + "@Example.com";
    }

    private Administrators.IssuedPassword operator() {
        return administrators.add(name(), Optional.empty(), Actor.operator());
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason())
                .isEqualTo(reason));
    }

    @Test
    void signsInByNameInAnyCase() {
        Administrators.IssuedPassword issued = operator();
        String name = issued.administrator().name();
        SecretText session = administrators
                .signIn("  " + name.toUpperCase() + " ", issued.password(), Optional.empty(), JANE)
                .session();
        Administrator found = sessions.find(session).orElseThrow();
        assertThat(found.name()).isEqualTo(name);
        assertThat(found.isOperator()).isTrue();
        assertThat(found.mustChangePassword()).isTrue();
        assertThat(found.lastSignIn()).contains(clock.instant());
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownName() {
        Administrators.IssuedPassword issued = operator();
        assertRefused(
                Reason.UNAUTHENTICATED,
                () -> administrators.signIn(
                        issued.administrator().name(), issued.password() + "x", Optional.empty(), JANE));
        assertRefused(
                Reason.UNAUTHENTICATED, () -> administrators.signIn(name(), issued.password(), Optional.empty(), JANE));
    }

    @Test
    void nobodyElseHasTheSameNameInWhateverCase() {
        String name = operator().administrator().name();
        assertRefused(
                Reason.CONFLICT, () -> administrators.add(name.toUpperCase(), Optional.empty(), Actor.operator()));
    }

    @Test
    void refusesANameThatIsNone() {
        assertRefused(Reason.INVALID, () -> administrators.add(" ", Optional.empty(), Actor.operator()));
        assertRefused(Reason.INVALID, () -> administrators.add("a\nb", Optional.empty(), Actor.operator()));
        assertRefused(Reason.INVALID, () -> administrators.add("x".repeat(256), Optional.empty(), Actor.operator()));
        assertRefused(
                Reason.INVALID, () -> administrators.add("\u0130".repeat(255), Optional.empty(), Actor.operator()));
    }

    @Test
    void aGivenPasswordIsGoodForAWeek() {
        Administrators.IssuedPassword issued = operator();
        String name = issued.administrator().name();
        assertThat(issued.until()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(administrators.signIn(name, issued.password(), Optional.empty(), JANE))
                .isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertRefused(
                Reason.UNAUTHENTICATED, () -> administrators.signIn(name, issued.password(), Optional.empty(), JANE));
    }

    @Test
    void aPasswordOfTheirOwnLastsAndTheGivenOneIsOver() {
        Administrators.IssuedPassword issued = operator();
        String name = issued.administrator().name();
        SecretText session = administrators
                .changePassword(issued.administrator(), issued.password(), OWN, JANE)
                .session();
        assertThat(sessions.find(session).orElseThrow().mustChangePassword()).isFalse();
        clock.advance(Duration.ofDays(100));
        assertThat(administrators.signIn(name, OWN, Optional.empty(), JANE)).isNotNull();
        assertRefused(
                Reason.UNAUTHENTICATED, () -> administrators.signIn(name, issued.password(), Optional.empty(), JANE));
    }

    @Test
    void changesNoPasswordWithoutTheOldOne() {
        Administrators.IssuedPassword issued = operator();
        assertRefused(
                Reason.UNAUTHENTICATED,
                () -> administrators.changePassword(issued.administrator(), "wrong", OWN, JANE));
        assertRefused(
                Reason.INVALID,
                () -> administrators.changePassword(issued.administrator(), issued.password(), "short", JANE));
        assertRefused(
                Reason.INVALID,
                () -> administrators.changePassword(
                        issued.administrator(), issued.password(), issued.password(), JANE));
    }

    @Test
    void isFirstMadeOnlyWhereThereIsNobody() {
        operator();
        assertThat(administrators.addFirst()).isEmpty();
    }

    @Test
    void refusesAPasswordThatIsEasyToGuess() {
        TestOrganization organization = TestOrganization.create(server);
        Administrators.IssuedPassword issued =
                administrators.add("rebecca." + UUID.randomUUID(), Optional.of(organization.id()), Actor.operator());
        for (String guess :
                List.of("password-12345", "Rebecca-2026-!", organization.slug() + "2026", "Rollcall12345")) {
            assertThatThrownBy(
                            () -> administrators.changePassword(issued.administrator(), issued.password(), guess, JANE))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("too easy to guess");
        }
    }

    @Test
    void changesNoPasswordByAGivenOneThatHasExpired() {
        Administrators.IssuedPassword issued = operator();
        clock.advance(Duration.ofDays(7));
        assertThatThrownBy(() -> administrators.changePassword(issued.administrator(), issued.password(), OWN, JANE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("expired");
    }

    @Test
    void whatHappensToAnOrganizationsAdministratorIsInItsActivity() {
        TestOrganization organization = TestOrganization.create(server);
        clock.advance(Duration.ofSeconds(1));
        String name = administrators
                .add(name(), Optional.of(organization.id()), Actor.operator())
                .administrator()
                .name();
        clock.advance(Duration.ofSeconds(1));
        administrators.resetPassword(name, Actor.operator());
        clock.advance(Duration.ofSeconds(1));
        administrators.delete(name, Optional.of(name), Actor.operator());
        assertThat(server.component(Activity.class).list(organization.id(), ActivityQuery.newest(3)))
                .extracting(ActivityEntry::kind)
                .containsExactly(
                        ActivityKind.ADMINISTRATOR_REMOVED,
                        ActivityKind.ADMINISTRATOR_PASSWORD_RESET,
                        ActivityKind.ADMINISTRATOR_ADDED);
        assertRefused(Reason.NOT_FOUND, () -> administrators.get(name));
        assertRefused(Reason.NOT_FOUND, () -> administrators.delete(name, Optional.of(name), Actor.operator()));
    }

    @Test
    void goesWithTheOrganization() {
        TestOrganization organization = TestOrganization.create(server);
        Administrators.IssuedPassword issued =
                administrators.add(name(), Optional.of(organization.id()), Actor.operator());
        SecretText session = administrators
                .signIn(issued.administrator().name(), issued.password(), Optional.empty(), JANE)
                .session();
        server.component(OrganizationDeletion.class).delete(organization.id(), organization.slug(), Actor.operator());
        assertThat(sessions.find(session)).isEmpty();
        assertRefused(
                Reason.NOT_FOUND,
                () -> administrators.get(issued.administrator().name()));
    }

    @Test
    void tidyingEndsNoSessionThatGoesOn() {
        Administrators.IssuedPassword issued = operator();
        SecretText over = administrators
                .signIn(issued.administrator().name(), issued.password(), Optional.empty(), JANE)
                .session();
        clock.advance(Duration.ofMinutes(31));
        SecretText present = administrators
                .signIn(issued.administrator().name(), issued.password(), Optional.empty(), JANE)
                .session();
        administrators.tidy(server.component(Retention.class));
        assertThat(sessions.find(present)).isPresent();
        assertThat(sessions.find(over)).isEmpty();
    }

    @Test
    void signingInAndChangingThePasswordAreInTheActivity() {
        TestOrganization organization = TestOrganization.create(server);
        clock.advance(Duration.ofSeconds(1));
        Administrators.IssuedPassword issued =
                administrators.add(name(), Optional.of(organization.id()), Actor.operator());
        clock.advance(Duration.ofSeconds(1));
        administrators.signIn(issued.administrator().name(), issued.password(), Optional.empty(), JANE);
        clock.advance(Duration.ofSeconds(1));
        administrators.changePassword(issued.administrator(), issued.password(), OWN, JANE);
        assertThat(server.component(Activity.class).list(organization.id(), ActivityQuery.newest(2)))
                .extracting(ActivityEntry::kind)
                .containsExactly(ActivityKind.ADMINISTRATOR_PASSWORD_CHANGED, ActivityKind.ADMINISTRATOR_SIGNED_IN);
    }

    @Test
    void aSignInThatIsUnderWayWhenThePasswordIsResetGetsNoSession() {
        for (int round = 0; round < 10; round++) {
            Administrators.IssuedPassword issued = operator();
            String name = issued.administrator().name();
            List<Optional<SecretText>> sessionsMade = Together.run(
                    2,
                    number -> number == 0
                            ? tried(() -> administrators
                                    .signIn(name, issued.password(), Optional.empty(), JANE)
                                    .session())
                            : tried(() -> {
                                administrators.resetPassword(name, Actor.operator());
                                return null;
                            }));
            sessionsMade.get(0).ifPresent(session -> assertThat(sessions.find(session))
                    .as("a session of the old password")
                    .isEmpty());
        }
    }

    private static Optional<SecretText> tried(Callable<SecretText> call) {
        try {
            return Optional.ofNullable(call.call());
        } catch (Refusal refused) {
            return Optional.empty();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void printsNoPassword() {
        assertThat(operator()).hasToString("***");
    }
}
