package io.rollcall.server.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.Refusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleCatalogueTest {
    private final RoleCatalogue catalogue = catalogue("a", "b", "c", "d")
            .change("b", role -> role.withRetired(true))
            .change("c", role -> role.withForbidden(true));

    @Test
    void offersIdentityProvidersWhatTheyMayGive() {
        assertThat(catalogue.values()).containsExactly("a", "d");
    }

    @Test
    void namesTheAllowedValuesWhereOneIsUnknownOrRetired() {
        assertRefused(
                "x", Actor.Kind.TOKEN, Reason.INVALID, "'x' is not a role of this organization. Use one of: a, d.");
        assertRefused("A", Actor.Kind.TOKEN, Reason.INVALID, "'A' is not a role");
        assertRefused("b", Actor.Kind.TOKEN, Reason.INVALID, "retired", "Use one of: a, d.");
        assertRefused("b", Actor.Kind.OPERATOR, Reason.INVALID, "retired", "Use one of: a, c, d.");
    }

    @Test
    void forbidsToIdentityProvidersOnly() {
        assertRefused("c", Actor.Kind.TOKEN, Reason.FORBIDDEN, "'c'", "identity provider", "Use one of: a, d.");
        assertThatCode(() -> catalogue.requireGrantable("c", Actor.Kind.OPERATOR))
                .doesNotThrowAnyException();
    }

    @Test
    void saysSoWhereThereIsNothingToGive() {
        assertThatThrownBy(() -> new RoleCatalogue(List.of()).requireGrantable("x", Actor.Kind.TOKEN))
                .hasMessageEndingWith("There is none that could be given.");
    }

    @ParameterizedTest
    @CsvSource({"a,1,abcd", "a,3,bcad", "d,1,dabc", "b,4,acdb", "b,99,acdb", "c,0,cabd", "c,-5,cabd"})
    void movesARoleToItsPlace(String value, int position, String order) {
        assertThat(catalogue.move(value, position).roles().stream().map(Role::value))
                .containsExactly(order.split(""));
    }

    @Test
    void hasOneDefaultAtMost() {
        RoleCatalogue changed = catalogue.withDefault("a").withDefault("d");

        assertThat(changed.defaultRole()).map(Role::value).contains("d");
        assertThat(changed.roles()).filteredOn(Role::isDefault).hasSize(1);
        assertThatThrownBy(() -> changed.without("d")).hasMessageContaining("default");
        assertThatThrownBy(() -> catalogue.withDefault("x")).hasMessageContaining("There is no role 'x'");
    }

    @Test
    void refusesARoleThatIsThereAlready() {
        assertThatThrownBy(() -> catalogue.with(role("a"))).hasMessage("There is already a role 'a'.");
        assertThatThrownBy(() -> catalogue.with(role("b"))).hasMessageContaining("reinstate it instead");
        assertThat(catalogue.with(role("A")).roles()).hasSize(5);
    }

    @Test
    void staysShortEnoughToBeRead() {
        RoleCatalogue full = new RoleCatalogue(
                Stream.iterate(0, i -> i + 1).limit(200).map(i -> role("r" + i)).toList());

        assertThatThrownBy(() -> full.with(role("one more"))).hasMessageContaining("at most 200 roles");
    }

    @Test
    void listsForOktaByKindInOrder() {
        OktaLists lists = OktaLists.of(catalogue
                .change("d", role -> role.withKind(Role.Kind.BOTH).withDisplayName("Both"))
                .with(Role.of("g", "Group", Role.Kind.GROUP)));

        assertThat(lists.personal()).containsExactly(new OktaLists.Row("a", "a"), new OktaLists.Row("Both", "d"));
        assertThat(lists.group()).containsExactly(new OktaLists.Row("Both", "d"), new OktaLists.Row("Group", "g"));
    }

    @Test
    void notesAMoveAsAChangeOfTheMovedRoleOnly() {
        List<RoleChange> changes = RoleChange.between(catalogue, catalogue.move("d", 1), Optional.of("d"));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).value()).isEqualTo("d");
        assertThat(changes.get(0).kind()).isEqualTo(ActivityKind.ROLE_CHANGED);
        assertThat(changes.get(0).after()).contains("\"position\":1");
    }

    @Test
    void notesBothTheOldAndTheNewDefault() {
        RoleCatalogue before = catalogue.withDefault("a");

        assertThat(RoleChange.between(before, before.withDefault("d"), Optional.empty()))
                .extracting(RoleChange::value)
                .containsExactly("a", "d");
    }

    private void assertRefused(String value, Actor.Kind actor, Reason reason, String... words) {
        assertThatThrownBy(() -> catalogue.requireGrantable(value, actor))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.getMessage()).contains(words);
                });
    }

    private static RoleCatalogue catalogue(String... values) {
        return new RoleCatalogue(Stream.of(values).map(RoleCatalogueTest::role).toList());
    }

    private static Role role(String value) {
        return Role.of(value, value, Role.Kind.PERSONAL);
    }
}
