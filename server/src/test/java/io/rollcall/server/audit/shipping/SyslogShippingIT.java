package io.rollcall.server.audit.shipping;

import static io.rollcall.server.audit.shipping.ShippedEntries.metric;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ChainedEntries;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.TestCertificate;
import io.rollcall.server.testing.TestOrganization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syslog receivers get every entry at least once and in order, over UDP, TCP and TLS, also those who die and come back. */
class SyslogShippingIT {
    private static final String LAG = "rollcall_audit_shipping_lag_seconds";
    private static final String FAILURES = "rollcall_audit_shipping_failures_total";
    private static final String SYSLOG = "syslog";
    private static final Pattern MESSAGE = Pattern.compile(
            "<109>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z [!-~]{1,255} rollcall - admin-key\\.created"
                    + " \\[rollcall@32473 ((?:[a-z]+=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\" ?)+)] (\\{[ -~]+})");

    private static OwnDatabase database;
    private static RunningServer idle;

    @TempDir
    private Path folder;

    private final ShippedEntries entries = ShippedEntries.in(database);

    @BeforeAll
    static void make() {
        database = OwnDatabase.fresh();
        idle = database.start(ChainedEntries.SOON);
    }

    @AfterAll
    static void stop() {
        idle.close();
    }

    @BeforeEach
    void skipEarlier() {
        entries.skipEarlier(idle, SYSLOG);
    }

    private RunningServer start(String url) {
        return entries.start(Map.of("audit.syslog.url", url));
    }

    private static String tcp(StreamReceiver receiver) {
        return "tcp://127.0.0.1:" + receiver.port();
    }

    @Test
    void sendsMessagesOfRfc5424WithTheEntryAsJsonInTheOrderOfTheChain() throws JsonProcessingException {
        try (StreamReceiver receiver = StreamReceiver.tcp(0);
                RunningServer server = start(tcp(receiver))) {
            entries.record(server, 0, 120);
            entries.await(receiver::messages, 120);
            assertThat(entries.numbers(receiver.messages())).hasSize(120);
            List<String> mine = receiver.messages().stream()
                    .filter(message -> message.contains(entries.prefix()))
                    .toList();
            long last = -1;
            for (String message : mine) {
                Matcher parts = MESSAGE.matcher(message);
                assertThat(parts.matches()).as(message).isTrue();
                JsonNode json = new JsonMapper().readTree(parts.group(2));
                assertThat(json.path("kind").asText()).isEqualTo("admin-key.created");
                assertThat(json.path("actor").path("name").asText()).isEqualTo("key \"[1]\\ ☎");
                assertThat(parts.group(1))
                        .contains(
                                "id=\"" + json.path("id").asText() + "\"",
                                "actor=\"key \\\"[1\\]\\\\ ☎\"",
                                "address=\"203.0.113.7\"");
                assertThat(json.path("position").asLong()).isGreaterThan(last);
                last = json.path("position").asLong();
            }
            assertThat(Eventually.get(() -> metric(server, LAG, SYSLOG), lag -> lag == 0))
                    .isZero();
        }
    }

    @Test
    void losesNothingWhenTheReceiverDiesInTheMiddleOfABatchAndComesBack() {
        StreamReceiver dying = StreamReceiver.dyingAfter(7);
        try (RunningServer server = start(tcp(dying))) {
            entries.record(server, 0, 30);
            assertThat(Eventually.get(() -> metric(server, FAILURES, SYSLOG), failures -> failures >= 2))
                    .isGreaterThanOrEqualTo(2);
            assertThat(entries.numbers(dying.messages())).doesNotContain(29);
            dying.die();
            assertThat(Eventually.get(() -> metric(server, LAG, SYSLOG), lag -> lag > 0))
                    .isPositive();
            try (StreamReceiver back = StreamReceiver.tcp(dying.port())) {
                entries.await(back::messages, 30);
                assertThat(Eventually.get(() -> metric(server, LAG, SYSLOG), lag -> lag == 0))
                        .isZero();
            }
        }
    }

    @Test
    void goesOnWhereItWasAfterARestart() {
        int port;
        try (StreamReceiver receiver = StreamReceiver.tcp(0);
                RunningServer server = start(tcp(receiver))) {
            port = receiver.port();
            entries.record(server, 0, 5);
            entries.await(receiver::messages, 5);
            receiver.die();
            entries.record(server, 5, 10);
            Eventually.get(() -> metric(server, FAILURES, SYSLOG), failures -> failures > 0);
        }
        try (StreamReceiver receiver = StreamReceiver.tcp(port);
                RunningServer server = start(tcp(receiver))) {
            entries.record(server, 10, 12);
            List<Integer> came =
                    Eventually.get(() -> entries.numbers(receiver.messages()), numbers -> numbers.contains(11));
            assertThat(came).startsWith(5).doesNotContain(0, 1, 2, 3, 4).contains(6, 7, 8, 9, 10, 11);
        }
    }

    @Test
    void sendsEachEntryOnceIfSeveralServersShip() {
        try (StreamReceiver receiver = StreamReceiver.tcp(0);
                RunningServer one = start(tcp(receiver));
                RunningServer other = start(tcp(receiver))) {
            for (int number = 0; number < 60; number++) {
                entries.record(number % 2 == 0 ? one : other, number, number + 1);
            }
            List<Integer> came =
                    Eventually.get(() -> entries.numbers(receiver.messages()), numbers -> numbers.size() >= 60);
            assertThat(came).hasSize(60).doesNotHaveDuplicates();
        }
    }

    @Test
    void aReceiverThatHangsHoldsUpNoRequestAndNoStop() {
        try (HangingReceiver receiver = new HangingReceiver()) {
            long stopped;
            try (RunningServer server = start("tcp://127.0.0.1:" + receiver.port())) {
                entries.record(server, 0, 3);
                assertThat(Eventually.get(receiver::connections, connections -> connections > 0))
                        .isPositive();
                TestOrganization organization = TestOrganization.create(server);
                assertThat(organization.client(server).get("/Users").status()).isEqualTo(200);
                stopped = System.nanoTime();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void sendsOverTlsToAReceiverWhoseCertificateIsTrusted() {
        TestCertificate certificate = TestCertificate.make("receiver", "EC");
        Path trusted = certificate.writeCertificate(folder.resolve("trusted.pem"));
        try (StreamReceiver receiver = StreamReceiver.tls(certificate);
                RunningServer server = entries.start(Map.of(
                        "audit.syslog.url",
                        "tls://localhost:" + receiver.port(),
                        "audit.syslog.trusted-certificates",
                        trusted.toString()))) {
            entries.record(server, 0, 60);
            entries.await(receiver::messages, 60);
        }
    }

    @Test
    void sendsNothingOverTlsToAReceiverThatIsNotTrusted() {
        Path trusted = TestCertificate.make("another", "EC").writeCertificate(folder.resolve("trusted.pem"));
        TestCertificate certificate = TestCertificate.make("receiver", "EC");
        try (StreamReceiver receiver = StreamReceiver.tls(certificate);
                RunningServer server = entries.start(Map.of(
                        "audit.syslog.url",
                        "tls://localhost:" + receiver.port(),
                        "audit.syslog.trusted-certificates",
                        trusted.toString()))) {
            entries.record(server, 0, 3);
            assertThat(Eventually.get(() -> metric(server, FAILURES, SYSLOG), failures -> failures > 0))
                    .isPositive();
            assertThat(receiver.connections()).isPositive();
            assertThat(receiver.messages()).isEmpty();
            certificate.writeCertificate(trusted);
            entries.await(receiver::messages, 3);
        }
    }

    @Test
    void sendsDatagramsAndNoticesThatNothingListens() {
        DatagramReceiver receiver = new DatagramReceiver(0);
        try (RunningServer server = start("udp://127.0.0.1:" + receiver.port())) {
            entries.record(server, 0, 10);
            entries.await(receiver::messages, 10);
            receiver.close();
            entries.record(server, 10, 20);
            assertThat(Eventually.get(() -> metric(server, FAILURES, SYSLOG), failures -> failures > 0))
                    .isPositive();
            try (DatagramReceiver back = new DatagramReceiver(receiver.port())) {
                List<Integer> came =
                        Eventually.get(() -> entries.numbers(back.messages()), numbers -> numbers.contains(19));
                assertThat(came).contains(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
            }
        }
    }
}
