package io.rollcall.server.console.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdviceTest {
    private static final RoleCatalogue CATALOGUE = new RoleCatalogue(List.of(
            Role.of("admin", "Admin", Role.Kind.PERSONAL),
            new Role("old", "Old", Role.Kind.PERSONAL, true, false, false),
            new Role("owner", "Owner", Role.Kind.PERSONAL, false, true, false)));

    private static ActivityEntry entry(ActivityKind kind, int status, String detail) {
        return new ActivityEntry(
                new UUID(0, 0),
                Instant.EPOCH,
                kind,
                status,
                Optional.empty(),
                "POST /Users",
                Actor.system(),
                detail,
                "");
    }

    private static Optional<Advice> onRole(String value, int status) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> CATALOGUE.requireGrantable(value, Actor.Kind.TOKEN));
        return Advice.of(entry(ActivityKind.REQUEST_REFUSED, status, refusal.getMessage()));
    }

    @Test
    void knowsTheWordsInWhichRolesAreRefused() {
        assertThat(onRole("no-such", 400)).contains(Advice.ROLE);
        assertThat(onRole("old", 400)).contains(Advice.ROLE);
        assertThat(onRole("owner", 403)).contains(Advice.ROLE_FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({
        "400, VALUE",
        "401, TOKEN",
        "404, ADDRESS",
        "500, FAILED",
        "503, FAILED",
        "405, METHOD",
        "409, TAKEN",
        "412, STALE",
        "413, TOO_LARGE",
        "429, BUSY",
        "418, OTHER"
    })
    void followsTheStatus(int status, Advice advice) {
        assertThat(Advice.of(entry(ActivityKind.REQUEST_REFUSED, status, "x"))).contains(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "404, GET /Users/2819c223, GONE",
        "404, GET /Foo, ADDRESS",
        "404, GET /Groups/abc, GROUP_GONE",
        "409, POST /Groups, GROUP_TAKEN",
        "409, PUT /Groups/abc, GROUP_TAKEN",
        "409, PUT /Users/2819c223, TAKEN",
        "501, POST /Groups, GROUPS",
        "501, PATCH /Foo, OTHER",
        "400, GET /Users, FILTER",
        "400, POST /Users/.search, FILTER",
        "400, PUT /Users/2819c223, VALUE"
    })
    void followsTheRequest(int status, String request, Advice advice) {
        assertThat(Advice.of(new ActivityEntry(
                        new UUID(0, 0),
                        Instant.EPOCH,
                        ActivityKind.REQUEST_REFUSED,
                        status,
                        Optional.empty(),
                        request,
                        Actor.system(),
                        "x",
                        "")))
                .contains(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "This organization is suspended, SUSPENDED",
        "SCIM provisioning is switched off, OFF",
        "The token 'x' may only read., READ_ONLY",
        "The token 'x' is read-only., READ_ONLY",
        "something else, OTHER"
    })
    void tellsWhatIsForbidden(String detail, Advice advice) {
        assertThat(Advice.of(entry(ActivityKind.REQUEST_REFUSED, 403, detail))).contains(advice);
    }

    @Test
    void saysNothingOfWhatWasNotRefused() {
        assertThat(Advice.of(entry(ActivityKind.USER_CREATED, 200, ""))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hasBothTexts(Advice advice) {
        ConsoleTexts texts = ConsoleTexts.english();
        assertThat(texts.get(advice.key())).isNotBlank();
        assertThat(texts.get(advice.key() + ".fix")).isNotBlank();
    }
}
