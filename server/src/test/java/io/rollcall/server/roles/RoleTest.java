package io.rollcall.server.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {
    private static final String GRIN = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Data Viewer", "Größe/α", "a.b-c_d", "\"quoted\"", "a'b", GRIN})
    void takesWhateverAnIdentityProviderMaySend(String value) {
        assertThat(role(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " admin",
                "admin ",
                "\u00A0admin",
                "admin\u3000",
                "a,b",
                "a\nb",
                "a\u0000b",
                "a\u2028b",
                "a\u0085b",
                "\uD83D",
                "a\uDE00b"
            })
    void refusesWhatNobodyCouldTellApartOrStore(String value) {
        assertThatThrownBy(() -> role(value))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID));
    }

    @Test
    void countsCharactersRatherThanTheirHalves() {
        assertThat(role(GRIN.repeat(64)).value()).hasSize(128);
        assertThatThrownBy(() -> role("a".repeat(65))).hasMessageContaining("1 to 64 characters");
        assertThatThrownBy(() -> Role.of("a", "a".repeat(256), Role.Kind.BOTH))
                .hasMessageContaining("1 to 255 characters");
    }

    @Test
    void isGivenByIdentityProvidersUnlessRetiredOrForbidden() {
        assertThat(role("a").isGrantableBy(Actor.Kind.TOKEN)).isTrue();
        assertThat(role("a").withForbidden(true).isGrantableBy(Actor.Kind.TOKEN))
                .isFalse();
        assertThat(role("a").withForbidden(true).isGrantableBy(Actor.Kind.OPERATOR))
                .isTrue();
        assertThat(role("a").withRetired(true).isGrantableBy(Actor.Kind.OPERATOR))
                .isFalse();
    }

    @Test
    void neverIsADefaultThatNewUsersCannotGet() {
        Role standard = role("a").withDefault(true);

        assertThatThrownBy(() -> standard.withRetired(true)).hasMessageContaining("Choose another default");
        assertThatThrownBy(() -> standard.withForbidden(true)).hasMessageContaining("Choose another default");
    }

    @Test
    void isOfferedToPeopleAndGroupsWhereItIsForBoth() {
        assertThat(Role.Kind.BOTH.includes(Role.Kind.PERSONAL)).isTrue();
        assertThat(Role.Kind.BOTH.includes(Role.Kind.GROUP)).isTrue();
        assertThat(Role.Kind.GROUP.includes(Role.Kind.PERSONAL)).isFalse();
    }

    private static Role role(String value) {
        return Role.of(value, "Name", Role.Kind.PERSONAL);
    }
}
