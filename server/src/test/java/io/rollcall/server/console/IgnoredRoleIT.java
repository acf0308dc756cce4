package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A role that Okta sends to the wrong place, as the console shows it. */
class IgnoredRoleIT {
    private final TestOrganization organization = TestOrganization.create(ConsoleServer.shared());
    private final String base = "/console/organizations/" + organization.slug();
    private final ScimClient provider = organization.client(ConsoleServer.shared());

    @Test
    void ignoredRoleIsExplainedWithTheNamespaceThatOktaNeeds() {
        String enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        provider.post("/Users", """
                {"userName":"ignored","%s":{"jotform_user_role":"admin"},"shoeSize":44}""".formatted(enterprise));
        try (ConsoleVisit visit = ConsoleVisit.start().signIn(Optional.of(organization.id()))) {
            visit.open(base + "/okta");
            visit.sees("Okta sends the role under a different name or namespace, so it's ignored.");
            visit.follow("View the request");
            visit.sees("Ignored");
            visit.sees(enterprise + ":jotform_user_role");
            visit.sees("shoeSize");
            visit.sees("urn:ietf:params:scim:schemas:core:2.0:User");
            provider.post("/Users", "{\"userName\":\"right\",\"jotform_user_role\":\"admin\"}");
            visit.open(base + "/okta");
            assertThat(visit.heading()).isEqualTo("Set up Okta");
            visit.lacks("Okta sends the role");
        }
    }
}
