package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.tokens.Tokens;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Buttons are where the guide says, do what they say, once, and say whether it worked. */
class ButtonsIT {
    private static final String GENERATE = "Yes, Generate Token";

    private final TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
    private final String security = "/console/organizations/" + organization.slug() + "/security";
    private final Tokens tokens = ConsoleServer.shared().component(Tokens.class);

    private ConsoleVisit signedIn() {
        return ConsoleVisit.start().signIn(Optional.of(organization.id()));
    }

    private void revokeAll() {
        tokens.revoke(organization.id(), organization.issued().token().id(), Actor.system());
    }

    private static int count(ConsoleVisit visit, String button) {
        return visit.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .count();
    }

    @Test
    void aTokenIsOfferedInTheWordsOfTheGuideWhereProvisioningIsOnAndNoTokenWorks() {
        revokeAll();
        try (ConsoleVisit visit = signedIn().open(security)) {
            assertThat(visit.page().getByRole(AriaRole.SWITCH).getAttribute("aria-checked"))
                    .isEqualTo("true");
            assertThat(count(visit, GENERATE)).isEqualTo(1);
            visit.press(GENERATE);
            visit.sees("You won't see it again");
            assertThat(tokens.list(organization.id())).hasSize(2);
        }
    }

    @Test
    void anotherTokenIsGeneratedInTheSameWords() {
        try (ConsoleVisit visit = signedIn().open(security)) {
            assertThat(count(visit, GENERATE)).isZero();
            visit.follow("Generate Token").press(GENERATE);
            visit.sees("You won't see it again");
            assertThat(tokens.list(organization.id())).hasSize(2);
        }
    }

    @Test
    void aSecondClickGeneratesNoSecondToken() {
        try (ConsoleVisit visit = signedIn().open(security + "/generate")) {
            visit.page()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(GENERATE).setExact(true))
                    .dblclick();
            visit.sees("You won't see it again");
            assertThat(tokens.list(organization.id())).hasSize(2);
        }
    }

    @Test
    void copyingSaysOnTheButtonWhetherItWorked() {
        try (ConsoleVisit visit = signedIn().open(security)) {
            visit.press("Copy: SCIM base URL");
            visit.page()
                    .waitForCondition(
                            () -> visit.page().locator(".copy").innerText().equals("Copied"));
            visit.page().reload();
            visit.page().evaluate("""
                    () => { navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
                            document.execCommand = () => false; }""");
            visit.press("Copy: SCIM base URL");
            visit.sees("Not copied");
            assertThat(visit.page().evaluate("window.getSelection().toString().trim()"))
                    .isEqualTo(visit.page().locator(".copyable code").innerText());
        }
    }

    @Test
    void timesNameTheirZone() {
        try (ConsoleVisit visit = signedIn().open(security);
                ConsoleVisit plain = ConsoleVisit.withoutScripts(1280).signIn(Optional.of(organization.id()))) {
            visit.sees("Times are in your time zone (Asia/Tokyo).");
            plain.open(security).sees("Times are in UTC.");
            assertThat(plain.page().locator("time").first().innerText()).endsWith("UTC");
        }
    }

    @Test
    void nothingWaitsForScriptsWhereThereAreNone() {
        try (ConsoleVisit plain = ConsoleVisit.withoutScripts(1280).signIn(Optional.of(organization.id()))) {
            plain.open(security.replace("/security", "/roles/role?value=admin"));
            assertThat(plain.page()
                            .getByText("…")
                            .filter()
                            .locator("visible=true")
                            .count())
                    .isZero();
            assertThat(plain.page().locator(".copy:visible").count()).isZero();
        }
    }
}
