package io.rollcall.server.audit.shipping;

import static io.rollcall.server.audit.shipping.ShippedEntries.metric;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** OTLP collectors get every entry as a log record, at least once and in order. */
class OtlpShippingIT {
    private static final String OTLP = "otlp";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(OK);

    private HttpServer collector(int port) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        collector.createContext("/v1/logs", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status.get() == OK) {
                received.add(body);
                credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        collector.start();
        return collector;
    }

    /** The records, of which each has its entry's JSON once. */
    private List<String> records() {
        return received.stream()
                .flatMap(
                        request -> Arrays.stream(request.split("\"position\":")).skip(1))
                .toList();
    }

    @Test
    void sendsLogRecordsAndLosesNothingWhenTheCollectorRefusesDiesAndComesBack() throws IOException {
        ShippedEntries entries = ShippedEntries.in(OwnDatabase.fresh());
        HttpServer collector = collector(0);
        int port = collector.getAddress().getPort();
        try (RunningServer server = entries.start(Map.of(
                "audit.otlp.endpoint",
                "http://127.0.0.1:" + port + "/v1/logs",
                "audit.otlp.headers",
                "Authorization=Bearer abc=="))) {
            entries.record(server, 0, 60);
            entries.await(this::records, 60);
            assertThat(entries.numbers(records())).hasSize(60);
            assertThat(credentials).isNotEmpty().containsOnly("Bearer abc==");
            assertThat(String.join("", received))
                    .contains("rollcall.audit.admin-key.created", "rollcall.audit.position", "service.name");

            status.set(UNAVAILABLE);
            entries.record(server, 60, 70);
            Eventually.get(
                    () -> metric(server, "rollcall_audit_shipping_failures_total", OTLP), failures -> failures > 0);
            collector.stop(0);
            entries.record(server, 70, 80);
            assertThat(Eventually.get(
                            () -> metric(server, "rollcall_audit_shipping_lag_seconds", OTLP), lag -> lag > 0))
                    .isPositive();
            status.set(OK);
            HttpServer back = collector(port);
            try {
                entries.await(this::records, 80);
            } finally {
                back.stop(0);
            }
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void isOffByDefault() {
        assertThat(TestServer.shared().component(Shipping.class).shippers()).isEmpty();
    }
}
