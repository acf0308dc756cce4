package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.TestServer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A console session, and an address without one, get a page with 429 above their rate; the others are served. */
class SessionRateIT {
    private static final RunningServer SERVER = TestServer.start(Map.of(
            "public.url",
            "http://example.test",
            "http.trusted-proxies",
            "127.0.0.1",
            "limits.session-requests-per-second",
            "1",
            "limits.address-requests-per-second",
            "3"));

    private static final String PAGE = "/console/password";
    private static final Pattern ASSET = Pattern.compile("\"(/console/assets/[^\"]+)\"");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void refuseASessionFromWhateverAddressesAndServeTheOthers() {
        String name = ConsoleServer.administrator(SERVER, Optional.empty());
        ConsoleClient eager = ConsoleClient.signedIn(SERVER, name);
        AtomicInteger address = new AtomicInteger();
        ConsoleClient.Response refused = Eventually.get(
                () -> eager.with("X-Forwarded-For", "198.51.100." + address.incrementAndGet())
                        .get(PAGE),
                page -> page.status() == 429);
        assertThat(refused.body()).contains("Your session sent too many requests", "Too many requests</h1>");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        ConsoleClient other = ConsoleClient.signedIn(SERVER, name).with("X-Forwarded-For", "198.51.100.1");
        assertThat(other.get(PAGE).status()).isEqualTo(200);
        assertThat(Eventually.get(() -> eager.get(PAGE), page -> page.status() == 200)
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.component(Metrics.class).scrape())
                .contains("rollcall_refusals_total{reason=\"session_rate\",surface=\"console\"}");
    }

    @Test
    void refuseAnAddressWithoutASessionAndServeItsSessionsAndAssets() {
        ConsoleClient signedIn = ConsoleClient.signedIn(SERVER, ConsoleServer.administrator(SERVER, Optional.empty()));
        signedIn.with("X-Forwarded-For", "203.0.113.9");
        ConsoleClient stranger = ConsoleClient.of(SERVER).with("X-Forwarded-For", "203.0.113.9");
        ConsoleClient.Response refused = callUntilRefused(stranger.with("Cookie", "rollcall-session=made-up"));
        assertThat(refused.body()).contains("Too many requests came from your address");
        ConsoleClient.Response page = signedIn.get(PAGE);
        assertThat(page.status()).isEqualTo(200);
        Matcher assets = ASSET.matcher(page.body());
        while (assets.find()) {
            assertThat(stranger.get(assets.group(1)).status()).isEqualTo(200);
        }
        assertThat(stranger.with("X-Forwarded-For", "203.0.113.10").get(PAGE).status())
                .isNotEqualTo(429);
    }

    private static ConsoleClient.Response callUntilRefused(ConsoleClient client) {
        return Eventually.get(() -> client.get(PAGE), page -> page.status() == 429);
    }
}
