package io.rollcall.server.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The life of a token from a terminal. */
class TokenCommandIT {
    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();
    private final String slug = organization.slug();

    @Test
    void generatesOneThatWorksAndSaysWhereItBelongs() {
        Ended generated = rollcall.run("token", "generate", slug, "--name", "Okta");

        assertThat(generated.code()).isZero();
        assertThat(generated.lines()).hasSize(3);
        String text = generated.lines().get(0).replaceFirst(".*: ", "");
        assertThat(status(text)).isEqualTo(200);
        assertThat(generated.lines().get(1)).contains("https://" + slug + ".");
    }

    @Test
    void printsTheTokenAndItsTextOnOneLineForScripts() {
        Ended generated = rollcall.run("token", "generate", slug, "--json");

        assertThat(generated.out()).matches("\\{\"token\":\\{\"id\":\\d+,.*},\"secret\":\"rollcall_[\\w-]{43}\"}\\R");
        assertThat(status(generated.json().path("secret").asText())).isEqualTo(200);
    }

    @Test
    void givesItALifetimeAndAScope() {
        JsonNode week = rollcall.run("token", "generate", slug, "--expires", "7", "--read-only", "--json")
                .json();
        assertThat(Instant.parse(week.at("/token/expires").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(7)));
        assertThat(week.at("/token/scope").asText()).isEqualTo("read-only");

        JsonNode always = rollcall.run("token", "generate", slug, "--expires=never", "--json")
                .json();
        assertThat(always.at("/token/expires").isMissingNode()).isTrue();
        assertThat(always.at("/token/scope").asText()).isEqualTo("read-write");
    }

    @Test
    void listsThemAndNeverTheirText() {
        JsonNode made = rollcall.run("token", "generate", slug, "--name", "Okta", "--json")
                .json();

        Ended listed = rollcall.run("token", "list", slug);
        assertThat(listed.lines().get(0)).matches("ID +NAME +STATE +SCOPE +EXPIRES +LAST USED +CREATED BY");
        assertThat(listed.lines().get(2))
                .matches(made.at("/token/id") + " +Okta +valid +read-write +20\\S+ +never +Command line");
        Ended json = rollcall.run("token", "list", slug, "--json");
        assertThat(json.lines()).hasSize(2);
        assertThat(listed.out() + json.out()).doesNotContain(made.path("secret").asText());
    }

    @Test
    void rotatesOneAndShowsBoth() {
        long old = organization.issued().token().id();

        Ended rotated = rollcall.run("token", "rotate", slug, Long.toString(old), "--json");

        assertThat(rotated.json().path("replaces").asLong()).isEqualTo(old);
        assertThat(status(rotated.json().path("secret").asText())).isEqualTo(200);
        assertThat(organization.client().get("/Users").status()).isEqualTo(200);
        long successor = rotated.json().at("/token/id").asLong();
        assertThat(rollcall.run("token", "list", slug).out()).contains("replaced by " + successor);
    }

    @Test
    void saysWhenTheOldOneEnds() {
        String old = Long.toString(organization.issued().token().id());

        Ended rotated = rollcall.run("token", "rotate", slug, old);

        assertThat(rotated.lines()).hasSize(3);
        assertThat(rotated.lines().get(1)).contains("Token " + old + " keeps working", "24 hours after");
        assertThat(rotated.lines().get(2)).endsWith("rollcall token revoke " + slug + " " + old);
    }

    @Test
    void revokesOne() {
        String id = Long.toString(organization.issued().token().id());

        assertThat(rollcall.run("token", "revoke", slug, id).out())
                .isEqualToIgnoringNewLines("Revoked token " + id + ".");
        assertThat(organization.client().get("/Users").status()).isEqualTo(401);
        Ended again = rollcall.run("token", "revoke", slug, id);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("revoked already");
        assertThat(again.out()).isEmpty();
    }

    @Test
    void refusesAnUnknownOrganizationAndToken() {
        Ended nobody = rollcall.run("token", "generate", "nobody-here");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("rollcall organization list");
        Ended none = rollcall.run("token", "rotate", slug, "0");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("no token 0");
    }

    private static int status(String token) {
        return new ScimClient(TestServer.scimUrl(TestServer.shared()), token)
                .get("/Users")
                .status();
    }
}
