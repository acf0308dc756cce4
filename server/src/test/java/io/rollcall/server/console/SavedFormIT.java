package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The input of a form whose session ended comes back to the administrator who sent it, and to nobody else in that browser. */
class SavedFormIT {
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"(form-[a-z]+)\" value=\"([^\"]*)\"");

    private final TestOrganization organization = TestOrganization.create();
    private final String roles = "/console/organizations/" + organization.slug() + "/roles";
    private final String sender = administrator();

    private String administrator() {
        return ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id()));
    }

    private static String session(String name) {
        return ConsoleClient.of(TestServer.shared())
                .signIn(name, ConsoleServer.PASSWORD)
                .cookie()
                .orElseThrow();
    }

    /** Returns a form that an administrator filled in. */
    private Map<String, String> form(String session) {
        Matcher hidden = HIDDEN.matcher(page(session));
        Map<String, String> fields = new TreeMap<>(Map.of("value", "auditor", "name", "Auditor"));
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        return fields;
    }

    private String page(String cookies) {
        return ConsoleClient.of(TestServer.shared())
                .with("Cookie", cookies)
                .get(roles)
                .body();
    }

    private static String saved(Response refused) {
        return refused.cookie("rollcall-form").orElseThrow();
    }

    @Test
    void isShownAgainOnlyToItsSenderAfterTheSessionEnded() {
        Map<String, String> form = form(session(sender));
        String saved = saved(ConsoleClient.of(TestServer.shared()).send("POST", roles, form));
        assertThat(page(session(administrator()) + "; " + saved)).doesNotContain("auditor");
        assertThat(page(session(sender) + "; " + saved)).contains("value=\"auditor\"");
    }

    @Test
    void isShownAgainOnlyToItsSenderAfterAnotherSignedIn() {
        Map<String, String> form = form(session(sender));
        String other = session(administrator());
        Response refused =
                ConsoleClient.of(TestServer.shared()).with("Cookie", other).send("POST", roles, form);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(page(other + "; " + saved(refused))).doesNotContain("auditor");
        assertThat(page(session(sender) + "; " + saved(refused))).contains("value=\"auditor\"");
    }
}
