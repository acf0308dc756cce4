package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security headers of the console. */
class HeadersIT {
    private static final Pattern ASSET = Pattern.compile("/console/assets/[0-9a-f]+/[a-z.]+");

    private final TestOrganization organization = TestOrganization.create();
    private final ConsoleClient administrator = ConsoleClient.signedIn(
            TestServer.shared(), ConsoleServer.administrator(TestServer.shared(), Optional.of(organization.id())));

    @ParameterizedTest
    @ValueSource(strings = {"/console/sign-in", "/console/password", "/console", "/console/nothing"})
    void everyPageRunsNothingButOurs(String path) {
        Response answer = administrator.get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .as("%d %s", answer.status(), path)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void saysWhichMethodAnAddressTakes() {
        Response answer = administrator.get("/console/sign-out");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @Test
    void pagesAreReachedOverTlsOnly() {
        assertThat(administrator.get("/console/password").headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    @Test
    void pagesHaveNoScriptOrStyleInThem() {
        assertThat(administrator
                        .get("/console/organizations/" + organization.slug())
                        .body())
                .doesNotContain("<style", "style=\"", "onclick", "javascript:")
                .doesNotContainPattern("<script(?! defer src=\"/console/assets/)");
    }

    @Test
    void assetsAreKeptAndChangeTheirAddressWithTheirContent() {
        String page = administrator.get("/console/password").body();
        assertThat(ASSET.matcher(page).results().map(match -> match.group()))
                .hasSize(4)
                .allSatisfy(address -> {
                    Response asset = ConsoleClient.of(TestServer.shared()).get(address);
                    assertThat(asset.status()).isEqualTo(200);
                    assertThat(asset.headers().firstValue("Cache-Control").orElse(""))
                            .contains("immutable");
                    assertThat(ConsoleClient.of(TestServer.shared())
                                    .get(address.replaceFirst("assets/.", "assets/x"))
                                    .status())
                            .isEqualTo(404);
                });
    }

    @Test
    void pagesAreNotPackedButAssetsAre() {
        administrator.with("Accept-Encoding", "gzip");
        String page = administrator
                .get("/console/organizations/" + organization.slug() + "/okta")
                .body();
        assertThat(page).contains("<!DOCTYPE html>");
        String script = ASSET.matcher(page)
                .results()
                .map(match -> match.group())
                .filter(address -> address.endsWith("htmx.js"))
                .findFirst()
                .orElseThrow();
        assertThat(administrator.get(script).headers().firstValue("Content-Encoding"))
                .contains("gzip");
    }
}
