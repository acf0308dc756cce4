package io.rollcall.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grafana's dashboard and Prometheus' alerts ask for nothing that the server does not measure. */
class DashboardIT {
    private static final Path DOCS = Path.of("../docs/grafana");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RULE = Pattern.compile("expr: (?:>\\n)?((?:(?! {8}(?:for|labels)).*\\n)+)");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without) \\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-z_]+_[a-z_]+\\b(?! ?\\()");

    @TempDir
    private Path folder;

    @Test
    void asksOnlyForWhatIsMeasured() throws Exception {
        Set<String> asked = new TreeSet<>();
        addNames(asked, EXPRESSION, "rollcall.json");
        int ofDashboard = asked.size();
        addNames(asked, RULE, "alerts.yml");
        assertThat(ofDashboard).isGreaterThan(15);
        assertThat(asked).contains("rollcall_refusals_total", "rollcall_tls_certificate_expires");
        String scrape = scrape();
        assertThat(asked)
                .allSatisfy(name -> assertThat(scrape).containsPattern("(?m)^" + Pattern.quote(name) + "[ {]"));
    }

    private static void addNames(Set<String> names, Pattern expressions, String file) throws IOException {
        expressions
                .matcher(Files.readString(DOCS.resolve(file)))
                .results()
                .map(match -> match.group(1).replace("\\\"", "\""))
                .map(text -> LABELS.matcher(text).replaceAll(" "))
                .flatMap(text -> NAME.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(() -> names));
    }

    private String scrape() throws Exception {
        TestCertificate certificate = TestCertificate.make("rollcall", "EC");
        // The lag of a receiver is measured only if there is one; nothing listens there.
        try (RunningServer server = TestServer.start(Map.of(
                "audit.syslog.url",
                "tcp://127.0.0.1:1",
                "http.tls.certificate",
                certificate.writeCertificate(folder.resolve("c.pem")).toString(),
                "http.tls.key",
                certificate.writeKey(folder.resolve("k.pem")).toString()))) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://127.0.0.1:" + server.port() + "/API/enterprise/scim/Users"))
                    .header(
                            "Authorization",
                            "Bearer " + TestOrganization.create(server).token())
                    .build();
            HttpClient client =
                    HttpClient.newBuilder().sslContext(certificate.trusted()).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            // The pauses of the collector are measured from the first scrape on.
            server.component(Metrics.class).scrape();
            System.gc();
            return Eventually.get(() -> scrape(server), text -> text.contains("jvm_gc_pause_seconds_sum"));
        }
    }

    /** The lag of a consumer of events is measured only if there is one. */
    private static String scrape(RunningServer server) {
        EventConsumers consumers = server.component(EventConsumers.class);
        consumers.save(Optional.empty(), "dashboard", new EventCursor(0));
        consumers.measure();
        consumers.delete(Optional.empty(), "dashboard");
        return server.component(Metrics.class).scrape();
    }
}
