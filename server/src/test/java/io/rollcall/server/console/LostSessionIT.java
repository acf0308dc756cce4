package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A form that comes after its session changes nothing, and its input is there again after the next sign-in. */
class LostSessionIT {
    private final TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
    private final String base = "/console/organizations/" + organization.slug();
    private final String name = ConsoleServer.administrator(ConsoleServer.shared(), Optional.of(organization.id()));

    private ConsoleVisit signIn(ConsoleVisit visit) {
        return visit.fill("Username", name)
                .fill("Password", ConsoleServer.PASSWORD)
                .press("Sign in");
    }

    private boolean hasRole(String value) {
        return ConsoleServer.shared()
                .component(Roles.class)
                .catalogue(organization.id())
                .find(value)
                .isPresent();
    }

    /** Signs out in another tab. */
    private static void signOutElsewhere(ConsoleVisit visit) {
        Page other = visit.tab("/console/password");
        other.getByText("Sign out").click();
        other.getByText("You've signed out.").waitFor();
        other.close();
    }

    private void addsTheRoleAfterSigningInAgain(ConsoleVisit visit) {
        signIn(visit.open(base + "/roles"));
        visit.fill("Display name", "Auditor \u05D0\u05D1 & Co")
                .fill("Value", "auditor")
                .choose("Assigned to", "BOTH");
        signOutElsewhere(visit);
        visit.press("Add role");
        visit.sees("Your session had ended, so nothing was changed.");
        signIn(visit);
        visit.sees("Your session had ended, so nothing was changed.");
        assertThat(visit.heading()).isEqualTo("Roles");
        assertThat(visit.entered("Display name")).isEqualTo("Auditor \u05D0\u05D1 & Co");
        assertThat(visit.entered("Value")).isEqualTo("auditor");
        assertThat(visit.entered("Assigned to")).isEqualTo("BOTH");
        assertThat(hasRole("auditor")).isFalse();
        visit.press("Add role");
        visit.sees("Role added.");
        assertThat(visit.entered("Value")).isEmpty();
        assertThat(hasRole("auditor")).isTrue();
    }

    @Test
    void inputOfAFormSurvivesASignOutInAnotherTab() {
        try (ConsoleVisit visit = ConsoleVisit.start()) {
            addsTheRoleAfterSigningInAgain(visit);
        }
    }

    @Test
    void inputOfAFormSurvivesASignOutWithoutScripts() {
        try (ConsoleVisit visit = ConsoleVisit.withoutScripts(1280)) {
            addsTheRoleAfterSigningInAgain(visit);
        }
    }

    @Test
    void inputOfADialogSurvivesAnotherSessionInAnotherTab() {
        try (ConsoleVisit visit = ConsoleVisit.start().expecting(403)) {
            signIn(visit.open(base + "/security/generate"));
            visit.fill("Name", "Okta, second").choose("Expires in", "90");
            signOutElsewhere(visit);
            Page other = visit.tab("/console");
            other.getByLabel("Username").fill(name);
            other.getByLabel("Password").fill(ConsoleServer.PASSWORD);
            other.getByText("Sign in").last().click();
            other.getByText("Overview").first().waitFor();
            visit.press("Yes, Generate Token");
            visit.sees("Your session changed, perhaps in another tab.");
            visit.follow("Reload the page");
            assertThat(visit.entered("Name")).isEqualTo("Okta, second");
            assertThat(visit.entered("Expires in")).isEqualTo("90");
        }
    }

    @Test
    void aSearchComesBackToItsPageAfterASignIn() {
        try (ConsoleVisit visit = ConsoleVisit.start().expecting(401).expecting("htmx:responseError")) {
            signIn(visit.open(base + "/users"));
            signOutElsewhere(visit);
            visit.page().getByLabel("Search").first().pressSequentially("x");
            visit.page().waitForURL("**/sign-in**");
            signIn(visit);
            assertThat(visit.heading()).isEqualTo("Users");
        }
    }

    @Test
    void keepsNoPasswordAndNoFormToken() {
        ConsoleClient stranger = ConsoleClient.of(TestServer.shared());
        Response answer = stranger.send(
                "POST", "/console/password", Map.of("old", "secret one", "new", "secret two", "form-token", "secret"));
        assertThat(answer.status()).isEqualTo(303);
        Response empty = stranger.send("POST", "/console/password", Map.of());
        assertThat(answer.cookie("rollcall-form").orElseThrow())
                .hasSameSizeAs(empty.cookie("rollcall-form").orElseThrow());
    }

    @Test
    void aButtonOfAnEndedSessionLeadsBackToItsPageAndDoesNothing() {
        ConsoleClient stranger = ConsoleClient.of(ConsoleServer.shared());
        Response answer = stranger.send("POST", base + "/security/off", Map.of());
        assertThat(answer.location())
                .isEqualTo("/console/sign-in?next=" + (base + "/security/off").replace("/", "%2F"));
        Response on = stranger.send("POST", base + "/security/on", Map.of());
        assertThat(on.location()).isEqualTo("/console/sign-in?next=" + (base + "/security").replace("/", "%2F"));
        assertThat(ConsoleServer.shared()
                        .component(Organizations.class)
                        .find(organization.id())
                        .orElseThrow()
                        .scimEnabled())
                .isTrue();
    }

    @Test
    void aSecondSignOutSaysThatOneIsSignedOut() {
        Response answer = ConsoleClient.of(TestServer.shared()).send("POST", "/console/sign-out", Map.of());
        assertThat(answer.location()).isEqualTo("/console/sign-in");
    }
}
