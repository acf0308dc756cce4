package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The guide to set up Entra ID, while an identity provider follows it. */
class EntraGuideIT {
    private final TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
    private final ScimClient provider = organization.client(ConsoleServer.shared());

    @Test
    void hasTheValuesToCopyAndTurnsGreenStepByStep() {
        ConsoleServer.shared().component(Roles.class).retire(organization.id(), "creator", Actor.system());
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.of(organization.id()))) {
            visit.open("/console/organizations/" + organization.slug());
            visit.follow("Set up Entra ID");
            assertThat(visit.heading()).isEqualTo("Set up Entra ID");
            assertThat(copied(visit))
                    .contains(
                            "http://" + organization.slug() + ".example.test/API/enterprise/scim?aadOptscim062020",
                            "jotform_user_role",
                            "SingleAppRoleAssignment([appRoleAssignments])",
                            "data_viewer")
                    .doesNotContain("creator");
            visit.sees("emails[type eq \"work\"].value");
            assertThat(step(visit, "ready").innerText()).isEqualTo("Done");
            assertThat(step(visit, "tested").innerText()).isEqualTo("Waiting");

            assertThat(provider.filter("userName eq \"none\"").status()).isEqualTo(200);
            turnsGreen(visit, "tested");
            String jane = provider.post("/Users", "{\"userName\":\"jane\",\"jotform_user_role\":\"admin\"}")
                    .id();
            List.of("created", "role").forEach(name -> turnsGreen(visit, name));
            provider.patch("/Users/" + jane, patch("title", "\"Countess\""));
            turnsGreen(visit, "updated");
            provider.patch("/Users/" + jane, patch("active", "\"False\""));
            turnsGreen(visit, "deactivated");
        }
    }

    private static String patch(String path, String value) {
        return """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"Replace","path":"%s","value":%s}]}""".formatted(path, value);
    }

    private static List<Object> copied(ConsoleVisit visit) {
        return visit.page().locator("[data-copy]").all().stream()
                .<Object>map(button -> button.getAttribute("data-copy"))
                .toList();
    }

    private static Locator step(ConsoleVisit visit, String name) {
        return visit.page().locator("#check-" + name);
    }

    private static void turnsGreen(ConsoleVisit visit, String name) {
        visit.page().waitForCondition(() -> step(visit, name).innerText().equals("Done"));
    }
}
