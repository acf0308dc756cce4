package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.tokens.Tokens;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused form shows why, where the reader is: the wrong field has the focus and names its reason. */
class RefusedFormsIT {
    private static final String FOCUSED = """
            (() => { const at = document.activeElement.getBoundingClientRect();
              return document.activeElement.id
                + (at.top >= 0 && at.bottom <= window.innerHeight ? '' : ' out of sight'); })()""";

    private final TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
    private final String base = "/console/organizations/" + organization.slug();

    private ConsoleVisit visit(boolean scripts) {
        ConsoleVisit visit = scripts ? ConsoleVisit.start(360) : ConsoleVisit.withoutScripts(360);
        return visit.expecting(400).expecting(401).expecting(404).expecting(409);
    }

    private static void focuses(ConsoleVisit visit, String id) {
        visit.page().locator("#problem").waitFor();
        // The browser sets the focus after it has shown the page.
        assertThat(Eventually.get(() -> visit.page().evaluate(FOCUSED), id::equals))
                .isEqualTo(id);
        if (!id.equals("problem")) {
            var field = visit.page().locator("#" + id);
            assertThat(field.getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(field.getAttribute("aria-describedby")).contains("problem");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofSignInAndPassword(boolean scripts) {
        try (ConsoleVisit visit = visit(scripts)) {
            visit.open("/console/sign-in");
            visit.fill("Username", "nobody").fill("Password", "wrong").press("Sign in");
            focuses(visit, "password");
            visit.signIn(Optional.of(organization.id())).open("/console/password");
            visit.fill("Current password", ConsoleServer.PASSWORD)
                    .fill("New password", "a new good password")
                    .fill("Confirm new password", "another good password")
                    .press("Change password");
            focuses(visit, "again");
            visit.fill("Current password", "not the present one")
                    .fill("New password", "a new good password")
                    .fill("Confirm new password", "a new good password")
                    .press("Change password");
            focuses(visit, "old");
            visit.fill("Current password", ConsoleServer.PASSWORD)
                    .fill("New password", "aaaaaaaaaaaaaa")
                    .fill("Confirm new password", "aaaaaaaaaaaaaa")
                    .press("Change password");
            focuses(visit, "new");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofOrganizations(boolean scripts) {
        try (ConsoleVisit visit = visit(scripts).signIn(Optional.empty())) {
            visit.open("/console/organizations");
            visit.fill("Name", "Twice").fill("Slug", organization.slug()).press("Add organization");
            focuses(visit, "slug");
            visit.fill("Name", "   ").fill("Slug", organization.slug() + "-x").press("Add organization");
            focuses(visit, "name");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofRoles(boolean scripts) {
        Roles roles = ConsoleServer.shared().component(Roles.class);
        for (int number = 0; number < 12; number++) {
            roles.add(organization.id(), "role-" + number, "Role " + number, Role.Kind.BOTH, Actor.system());
        }
        try (ConsoleVisit visit = visit(scripts).signIn(Optional.of(organization.id()))) {
            visit.open(base + "/roles");
            visit.fill("Display name", "Again")
                    .fill("Value", "admin")
                    .choose("Assigned to", "BOTH")
                    .press("Add role");
            focuses(visit, "value");
            assertThat(visit.entered("Assigned to")).isEqualTo("BOTH");
            visit.fill("Display name", "  ").fill("Value", "new").press("Add role");
            focuses(visit, "name");
            visit.open(base + "/roles/role?value=role-0");
            visit.fill("Display name", "  ").choose("Assigned to", "GROUP").press("Save");
            focuses(visit, "name");
            assertThat(visit.entered("Assigned to")).isEqualTo("GROUP");
            roles.retire(organization.id(), "role-1", Actor.system());
            visit.open(base + "/roles/role?value=role-1").press("Set as default");
            focuses(visit, "problem");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofDialogs(boolean scripts) {
        Tokens tokens = ConsoleServer.shared().component(Tokens.class);
        long token = organization.issued().token().id();
        try (ConsoleVisit visit = visit(scripts).signIn(Optional.of(organization.id()))) {
            visit.open(base + "/security/generate");
            visit.fill("Name", "   ").choose("Expires in", "90");
            visit.page().getByLabel("Read-only").check();
            visit.press("Yes, Generate Token");
            focuses(visit, "token-name");
            assertThat(visit.entered("Expires in")).isEqualTo("90");
            assertThat(visit.page().getByLabel("Read-only").isChecked()).isTrue();
            visit.open(base + "/security/tokens/" + token + "/revoke");
            tokens.revoke(organization.id(), token, Actor.system());
            visit.press("Revoke");
            focuses(visit, "problem");
        }
    }

    /** A page that shows a refusal is loaded again as what it is, not as another attempt. */
    @ParameterizedTest
    @ValueSource(strings = {"/roles/role?value=user"})
    void areNotSentAgainByAReload(String page) {
        Roles roles = ConsoleServer.shared().component(Roles.class);
        try (ConsoleVisit visit = visit(true).signIn(Optional.of(organization.id()))) {
            visit.open(base + page);
            roles.retire(organization.id(), "user", Actor.system());
            visit.press("Set as default");
            focuses(visit, "problem");
            roles.reinstate(organization.id(), "user", Actor.system());
            visit.page().reload();
            assertThat(visit.page().url()).endsWith(page);
            assertThat(roles.catalogue(organization.id()).get("user").isDefault())
                    .isFalse();
        }
    }
}
