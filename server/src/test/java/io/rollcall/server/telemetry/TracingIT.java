package io.rollcall.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A collector of OTLP gets a span of each request and of each unit of work, in its caller's trace. */
class TracingIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    @Test
    void sendsASpanOfTheRequestAndOfEachUnitOfWorkInTheCallersTrace() throws IOException {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        try (RunningServer server =
                TestServer.start(Map.of("tracing.endpoint", endpoint, "tracing.sampled-percent", "0"))) {
            ScimClient client = TestOrganization.create(server).client(server).with("traceparent", PARENT);
            assertThat(client.filter("userName eq \"wilhelmina@example.com\"").status())
                    .isEqualTo(200);
        } finally {
            collector.stop(0);
        }
        String spans = String.join("", received);
        assertThat(spans)
                .contains("GET /API/enterprise/scim", "database.read", "rollcall.request_id", traceId())
                .doesNotContain("wilhelmina");
        assertThat(spans.split(Pattern.quote(traceId()), -1)).hasSizeGreaterThan(2);
    }

    @Test
    void isNothingAtAllWhereNobodyCollects() {
        assertThat(TestServer.shared().component(Tracing.class)).isSameAs(Tracing.OFF);
        assertThat(Tracing.OFF.part("database.read")).isSameAs(Tracing.Span.NONE);
    }

    /** As the sixteen bytes that protobuf has it as. */
    private static String traceId() {
        return new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
    }
}
