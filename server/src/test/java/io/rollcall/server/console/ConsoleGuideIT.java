package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.guide.Okta;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The guide as an administrator reads it: from the first sign-in to users that Okta provisions, in a real browser. */
class ConsoleGuideIT {
    private static final String JANE = "jane.doe@example.com";

    /** An organization as the guide finds it: with provisioning off, and no token. */
    private static TestOrganization newCustomer() {
        TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
        ConsoleServer.shared()
                .component(Tokens.class)
                .revoke(organization.id(), organization.issued().token().id(), Actor.system());
        ConsoleServer.shared().component(Organizations.class).setScimEnabled(organization.id(), false, Actor.system());
        return organization;
    }

    @Test
    void leadsFromTheFirstSignInToProvisionedUsers() {
        TestOrganization organization = newCustomer();
        String base = "/console/organizations/" + organization.slug();
        Administrators.IssuedPassword given = ConsoleServer.shared()
                .component(Administrators.class)
                .add("jo@" + organization.slug() + ".example", Optional.of(organization.id()), Actor.system());
        try (ConsoleVisit visit = ConsoleVisit.start();
                ConsoleVisit guide = ConsoleVisit.start()) {
            visit.open("/console");
            visit.fill("Username", given.administrator().name())
                    .fill("Password", given.password())
                    .press("Sign in");
            visit.sees("Choose a new password to continue.");
            visit.fill("Current password", given.password())
                    .fill("New password", ConsoleServer.PASSWORD)
                    .fill("Confirm new password", ConsoleServer.PASSWORD)
                    .press("Change password");
            assertThat(visit.heading()).isEqualTo("Overview");
            visit.sees("SCIM provisioning is off");

            String token = generateToken(visit);

            guide.signIn(Optional.of(organization.id())).open(base + "/okta");
            assertThat(check(guide, "ready").innerText()).isEqualTo("Done");
            List.of("tested", "role", "created", "updated", "deactivated")
                    .forEach(step -> assertThat(check(guide, step).innerText()).isEqualTo("Waiting"));

            Okta okta = Okta.using(new ScimClient(TestServer.scimUrl(ConsoleServer.shared()), token));
            assertThat(okta.testUsers().status()).isEqualTo(200);
            assertThat(okta.testGroups().status()).isEqualTo(200);
            turnsGreen(guide, "tested");
            assertThat(okta.lookUp(JANE).status()).isEqualTo(200);
            String jane = okta.created("create-with-role");
            turnsGreen(guide, "created");
            turnsGreen(guide, "role");
            okta.push(jane, edit("title", "Countess"));
            turnsGreen(guide, "updated");
            okta.push(jane, edit("jotform_user_role", "no-such-role"));

            usersAndActivityTellOfIt(visit, base);

            okta.push(jane, deactivation());
            turnsGreen(guide, "deactivated");
            visit.open(base + "/users");
            visit.sees("Inactive");
        }
    }

    /** Security, Single Sign-On (SSO), SCIM Provisioning, Yes, Generate Token, copy. */
    private static String generateToken(ConsoleVisit visit) {
        visit.follow("Security");
        visit.sees("Single Sign-On (SSO)");
        Locator toggle =
                visit.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("SCIM Provisioning"));
        assertThat(toggle.getAttribute("aria-checked")).isEqualTo("false");
        toggle.click();
        visit.sees("SCIM provisioning turned on.");
        visit.press("Yes, Generate Token");
        visit.sees("You won't see it again");
        visit.press("Copy: Token");
        visit.sees("Copied.");
        String copied = (String) visit.page().evaluate("navigator.clipboard.readText()");
        assertThat(copied)
                .startsWith("rollcall_")
                .isEqualTo(visit.page().locator("dialog code").first().innerText());
        visit.page().reload();
        assertThat(visit.page().content()).doesNotContain(copied).contains("Okta");
        assertThat(visit.page().getByRole(AriaRole.SWITCH).getAttribute("aria-checked"))
                .isEqualTo("true");
        return copied;
    }

    private static Locator check(ConsoleVisit visit, String step) {
        return visit.page().locator("#check-" + step);
    }

    /** The page renews its checks by itself. */
    private static void turnsGreen(ConsoleVisit visit, String step) {
        visit.page().locator("#check-" + step + ".good").waitFor();
        assertThat(check(visit, step).innerText()).isEqualTo("Done");
    }

    private static void usersAndActivityTellOfIt(ConsoleVisit visit, String base) {
        visit.follow("Users").follow(JANE);
        assertThat(visit.heading()).contains(JANE, "Active");
        visit.sees("Countess").sees("creator").sees("User changed").sees("\"jotform_user_role\" : \"creator\"");
        visit.follow("Activity");
        visit.follow("Request rejected");
        visit.sees("The user's role doesn't exist in this organization, or is retired.")
                .sees("compare the list of the role attribute")
                .sees("'no-such-role' is not a role of this organization");
        ConsoleServer.shared().component(Traffic.class).write();
        visit.open(base);
        visit.sees("1 request failed");
    }

    private static ObjectNode edit(String name, String value) {
        return new JsonMapper().createObjectNode().put(name, value);
    }

    private static ObjectNode deactivation() {
        return new JsonMapper().createObjectNode().put("active", false);
    }
}
