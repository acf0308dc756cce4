package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The purpose of each page, and its messages when that fails, in a real browser. */
class ConsolePagesIT {
    private final TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
    private final String base = "/console/organizations/" + organization.slug();
    private final ScimClient provider = organization.client(ConsoleServer.shared());

    private ConsoleVisit signedIn() {
        return ConsoleVisit.start().signIn(Optional.of(organization.id()));
    }

    private String user(String userName, String role) {
        return provider.post("/Users", """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","active":true,
                         "name":{"familyName":"Family-%s"},"jotform_user_role":"%s"}""".formatted(userName, userName, role)).id();
    }

    private List<Token> tokens() {
        return ConsoleServer.shared().component(Tokens.class).list(organization.id());
    }

    private Credential.State stateOf(int index) {
        return tokens().get(index).stateAt(Clock.systemUTC().instant());
    }

    @Test
    void signInSaysThatItDidNotWorkAndKeepsTheName() {
        try (ConsoleVisit visit = ConsoleVisit.start().expecting(401)) {
            visit.open(base + "/users");
            visit.fill("Username", "nobody").fill("Password", "wrong").press("Sign in");
            visit.sees("Incorrect username or password.");
            assertThat(visit.entered("Username")).isEqualTo("nobody");
            assertThat(visit.entered("Password")).isEmpty();
            String name = ConsoleServer.administrator(ConsoleServer.shared(), Optional.of(organization.id()));
            visit.fill("Username", name)
                    .fill("Password", ConsoleServer.PASSWORD)
                    .press("Sign in");
            assertThat(visit.heading()).isEqualTo("Users");
            visit.press("Sign out");
            visit.sees("You've signed out.");
            visit.open(base);
            assertThat(visit.heading()).isEqualTo("Sign in");
        }
    }

    @Test
    void passwordIsChangedWhereBothAreTheSame() {
        try (ConsoleVisit visit = signedIn().expecting(400)) {
            visit.open("/console/password");
            visit.fill("Current password", ConsoleServer.PASSWORD)
                    .fill("New password", "a new good password")
                    .fill("Confirm new password", "another good password")
                    .press("Change password");
            visit.sees("The new passwords don't match.");
            visit.fill("Current password", ConsoleServer.PASSWORD)
                    .fill("New password", "a new good password")
                    .fill("Confirm new password", "a new good password")
                    .press("Change password");
            assertThat(visit.heading()).isEqualTo("Overview");
            visit.sees("Password changed.");
        }
    }

    @Test
    void organizationsAreAddedByOperators() {
        String slug = organization.slug() + "-2";
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.empty()).expecting(409)) {
            visit.open("/console/organizations");
            visit.fill("Name", "Twice").fill("Slug", organization.slug()).press("Add organization");
            visit.sees("is taken");
            assertThat(visit.entered("Name")).isEqualTo("Twice");
            visit.fill("Slug", slug).press("Add organization");
            visit.sees("Organization added.");
            assertThat(visit.heading()).isEqualTo("Security");
            visit.sees(slug + ".example.test/API/enterprise/scim");
        }
    }

    @Test
    void organizationsAreFoundByNameOrSlugAndListedByPages() {
        TestOrganization other = TestOrganization.create(ConsoleServer.shared());
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.empty())) {
            visit.open("/console/organizations");
            visit.page()
                    .getByLabel("Search by name or slug")
                    .pressSequentially(other.slug().toUpperCase());
            Locator found = visit.page().locator("#results tbody tr");
            visit.page().waitForCondition(() -> found.count() == 1);
            assertThat(found.innerText()).contains(other.slug());
            visit.fill("Search by name or slug", "no such organization");
            visit.sees("No matching organizations");
        }
    }

    @Test
    void overviewSaysWhatNeedsAttentionAndWhereToMendIt() {
        user("one", "user");
        user("two", "user");
        ConsoleServer.shared()
                .component(Tokens.class)
                .revoke(organization.id(), organization.issued().token().id(), Actor.system());
        try (ConsoleVisit visit = signedIn().expecting(404)) {
            visit.sees("No active token. Your identity provider can't connect.");
            visit.page().locator("#counts .figure").first().filter().waitFor();
            assertThat(visit.page().locator("#counts").innerText()).contains("Active users");
            visit.page().waitForCondition(() -> visit.page()
                    .locator("#counts .figure")
                    .first()
                    .innerText()
                    .equals("2"));
            visit.follow("Generate a token");
            assertThat(visit.heading()).isEqualTo("Security");
            visit.open("/console/organizations/no-such-organization");
            visit.sees("This organization doesn't exist, or you don't administer it.");
        }
    }

    @Test
    void tokensAreRotatedAndRevoked() {
        try (ConsoleVisit visit = signedIn()) {
            visit.follow("Security");
            visit.page().getByText("Rotate").click();
            visit.sees("We'll create a new token.");
            visit.press("Rotate");
            visit.sees("You won't see it again");
            visit.follow("I've copied it");
            assertThat(stateOf(0)).isEqualTo(Credential.State.REPLACED);
            assertThat(stateOf(1)).isEqualTo(Credential.State.VALID);
            visit.sees("Being replaced");
            visit.open(base + "/security/tokens/" + tokens().get(0).id() + "/revoke");
            visit.press("Revoke");
            visit.sees("Token revoked.");
            assertThat(stateOf(0)).isEqualTo(Credential.State.REVOKED);
        }
    }

    @Test
    void aTokenThatCannotBeIsRefusedWithWhatWasEntered() {
        try (ConsoleVisit visit = signedIn().expecting(400).expecting(409)) {
            visit.open(base + "/security/generate");
            visit.fill("Name", "   ").press("Yes, Generate Token");
            visit.sees("name has 1 to 255 characters");
            assertThat(tokens()).hasSize(1);
            visit.open(base + "/security/tokens/" + tokens().get(0).id() + "/revoke");
            ConsoleServer.shared()
                    .component(Tokens.class)
                    .revoke(organization.id(), tokens().get(0).id(), Actor.system());
            visit.press("Revoke");
            visit.sees("is revoked already");
        }
    }

    @Test
    void aDialogIsLeftByEscapeAndChangesNothing() {
        try (ConsoleVisit visit = signedIn()) {
            visit.open(base + "/security");
            visit.page().getByRole(AriaRole.SWITCH).click();
            visit.sees("Turn off SCIM Provisioning?");
            visit.page().keyboard().press("Escape");
            visit.page().waitForURL("**/security");
            assertThat(visit.page().getByRole(AriaRole.SWITCH).getAttribute("aria-checked"))
                    .isEqualTo("true");
            assertThat(provider.get("/Users").status()).isEqualTo(200);
            visit.page().getByRole(AriaRole.SWITCH).click();
            visit.press("Turn off");
            visit.sees("SCIM provisioning turned off.");
            assertThat(provider.get("/Users").status()).isEqualTo(403);
        }
    }

    @Test
    void aTokenIsNotLostToEscape() {
        try (ConsoleVisit visit = signedIn()) {
            visit.open(base + "/security/generate");
            visit.press("Yes, Generate Token");
            visit.sees("You won't see it again");
            visit.page().keyboard().press("Escape");
            visit.page().keyboard().press("Escape");
            assertThat(visit.page().locator("dialog[open] code").first().innerText())
                    .startsWith("rollcall_");
            visit.follow("I've copied it");
            assertThat(visit.page().locator("dialog").count()).isZero();
        }
    }

    @Test
    void saysSoWhereTheServerDoesNotAnswer() {
        user("anna", "admin");
        try (ConsoleVisit visit =
                signedIn().expecting("ERR_FAILED").expecting("htmx:sendError").expecting("htmx:afterRequest")) {
            visit.open(base + "/users");
            visit.page().route("**/users?*", Route::abort);
            visit.page().getByLabel("Search").first().pressSequentially("x");
            visit.sees("Connection lost.");
            visit.page().unroute("**/users?*");
            visit.page().getByLabel("Search").first().pressSequentially("x");
            visit.sees("No matching users");
            assertThat(visit.page().getByText("Connection lost.").isVisible()).isFalse();
        }
    }

    @Test
    void goingBackAfterASearchShowsWhatWasThereBefore() {
        user("anna", "admin");
        user("bert", "admin");
        try (ConsoleVisit visit = signedIn()) {
            visit.open(base + "/users");
            Locator names = visit.page().locator("#results tbody th");
            visit.page().getByLabel("Search").first().pressSequentially("ann");
            visit.page().waitForCondition(() -> names.count() == 1);
            visit.page().goBack();
            visit.page().waitForCondition(() -> names.count() == 2);
            visit.page()
                    .waitForCondition(
                            () -> !visit.page().locator("#results").innerText().contains("UTC"));
        }
    }

    @Test
    void deletedUsersAreListedAndSaidToBeDeleted() {
        String id = user("anna", "admin");
        provider.delete("/Users/" + id);
        try (ConsoleVisit visit = signedIn()) {
            visit.open(base + "/users?state=former&q=zzz");
            visit.sees("Deleted users awaiting erasure");
            visit.follow("anna");
            visit.sees("Identity providers no longer see it").sees("Last SCIM User");
            assertThat(visit.page().getByText("Deactivate").count()).isZero();
        }
    }

    @Test
    void whatWasDoneIsSaidOnceAndNotByAnAddress() {
        try (ConsoleVisit visit = signedIn()) {
            visit.open(base + "/security?done=scim-off");
            assertThat(visit.page().locator(".notice").count()).isZero();
            visit.page().getByRole(AriaRole.SWITCH).click();
            visit.press("Turn off");
            visit.sees("SCIM provisioning turned off.");
            visit.page().reload();
            assertThat(visit.page().locator(".notice").count()).isZero();
        }
    }

    @Test
    void usersAreFoundWhileTypingAndNarrowed() {
        user("anna", "admin");
        user("annika", "user");
        user("bert", "user");
        try (ConsoleVisit visit = signedIn()) {
            visit.follow("Users");
            Locator names = visit.page().locator("#results tbody th");
            assertThat(names.allInnerTexts()).containsExactly("bert", "annika", "anna");
            visit.page().getByLabel("Search").first().pressSequentially("ANN");
            visit.page().waitForCondition(() -> names.count() == 2);
            assertThat(names.allInnerTexts()).containsExactly("anna", "annika");
            assertThat(visit.page().url()).contains("q=ANN");
            visit.choose("Role", "user");
            visit.page().waitForCondition(() -> names.count() == 1);
            visit.fill("Search", "family-bert");
            visit.page().waitForCondition(() -> names.allInnerTexts().equals(List.of("bert")));
            visit.fill("Search", "nobody at all");
            visit.sees("No matching users");
            visit.follow("Show all users");
            visit.page().waitForCondition(() -> names.count() == 3);
        }
    }

    @Test
    void userIsDeactivatedAndReactivatedByHand() {
        String id = user("anna", "admin");
        try (ConsoleVisit visit = signedIn().expecting(404)) {
            visit.open(base + "/users/" + id);
            visit.follow("Deactivate");
            visit.sees("which may overwrite it");
            visit.press("Deactivate");
            visit.sees("User deactivated.");
            assertThat(provider.get("/Users/" + id).json().path("active").asBoolean())
                    .isFalse();
            visit.follow("Reactivate");
            visit.press("Reactivate");
            visit.sees("User reactivated.").sees("User reactivated");
            visit.open(base + "/users/" + id.replace('0', '1'));
            visit.sees("There is no user");
        }
    }

    @Test
    void rolesAreAddedMovedRenamedAndRetired() {
        user("anna", "admin");
        try (ConsoleVisit visit = signedIn().expecting(409)) {
            visit.follow("Roles");
            visit.fill("Display name", "Auditor")
                    .fill("Value", "auditor")
                    .choose("Assigned to", "BOTH")
                    .press("Add role");
            visit.sees("Role added.");
            visit.press("Move Auditor up");
            visit.sees("Order updated.");
            Locator names = visit.page().locator("#catalogue ~ table tbody th");
            assertThat(names.allInnerTexts()).endsWith("Auditor", "Group Member");
            assertThat(visit.page().locator("#personal").innerText()).contains("auditor");
            assertThat(visit.page().locator("#group").innerText()).contains("auditor");
            visit.fill("Display name", "Again").fill("Value", "auditor").press("Add role");
            visit.sees("There is already a role 'auditor'.");
            assertThat(visit.entered("Display name")).isEqualTo("Again");

            visit.follow("Admin");
            visit.sees("1 user");
            visit.fill("Display name", "Administrator").press("Save");
            visit.sees("Role saved.");
            visit.page()
                    .getByText("Delete", new Page.GetByTextOptions().setExact(true))
                    .click();
            visit.sees("1 user").sees("anna");
            visit.sees("Assign these users another role in Okta first");
            assertThat(visit.page().locator("dialog button").count()).isZero();
            visit.follow("Cancel");
            visit.follow("Retire");
            visit.press("Retire");
            visit.sees("Role retired.").sees("Retired");
            assertThat(visit.heading()).startsWith("Administrator");
        }
    }

    @Test
    void activityShowsWhatHappensWhileItIsLookedAt() {
        try (ConsoleVisit visit = signedIn().expecting(404)) {
            visit.follow("Activity");
            visit.sees("Token generated");
            user("anna", "admin");
            visit.sees("anna");
            user("bert", "no-such-role");
            visit.sees("Request rejected");
            visit.page().getByLabel("Errors only").check();
            visit.page()
                    .waitForCondition(
                            () -> visit.page().locator("#results tbody tr").count() == 1);
            visit.follow("Request rejected");
            visit.sees("How to fix it in Okta").sees("'no-such-role' is not a role");
            visit.open(base + "/activity/00000000-0000-7000-8000-000000000000");
            visit.sees("There is no entry");
        }
    }

    @Test
    void everythingWorksWithTheKeyboardAlone() {
        String name = ConsoleServer.administrator(ConsoleServer.shared(), Optional.of(organization.id()));
        try (ConsoleVisit visit = ConsoleVisit.start()) {
            visit.open("/console");
            visit.page().keyboard().type(name);
            visit.page().keyboard().press("Tab");
            visit.page().keyboard().type(ConsoleServer.PASSWORD);
            visit.page().keyboard().press("Enter");
            visit.page().waitForURL("**/organizations/**");
            visit.page().keyboard().press("Tab");
            assertThat(visit.page().evaluate("document.activeElement.className"))
                    .isEqualTo("skip");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("content");
            visit.open(base + "/security/generate");
            visit.page().keyboard().press("Enter");
            visit.sees("You won't see it again");
            assertThat(tokens()).hasSize(2);
            visit.page().keyboard().press("Tab");
            assertThat(visit.page().evaluate("document.querySelector('dialog').contains(document.activeElement)"))
                    .as("the focus stays in the dialog")
                    .isEqualTo(true);
        }
    }

    @Test
    void timesAreThoseOfTheViewersZone() {
        user("anna", "admin");
        try (ConsoleVisit visit = signedIn()) {
            visit.open(base + "/users");
            Locator time = visit.page().locator("#results time").first();
            String tokyo = (String) visit.page()
                    .evaluate(
                            "at => new Date(at).toLocaleTimeString('en-GB', {timeZone: 'Asia/Tokyo', hour: '2-digit',"
                                    + " minute: '2-digit'})",
                            time.getAttribute("datetime"));
            assertThat(time.innerText()).endsWith(tokyo).doesNotContain("UTC");
        }
    }
}
