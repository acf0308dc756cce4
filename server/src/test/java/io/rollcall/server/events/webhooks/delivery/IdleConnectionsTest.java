package io.rollcall.server.events.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.events.webhooks.AddressRules;
import io.rollcall.server.events.webhooks.TargetUrl;
import io.rollcall.server.testing.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that wait for the next event do not add up. */
class IdleConnectionsTest {
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private HttpConnection open() throws IOException {
        return HttpConnection.open(
                new TargetUrl(URI.create(receiver.url())),
                List.of(InetAddress.getLoopbackAddress()),
                new AddressRules(true),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                new Attempt(Duration.ofSeconds(30)));
    }

    @Test
    void forgetsHostsWithoutConnections() throws IOException {
        IdleConnections connections = new IdleConnections(Duration.ZERO);
        for (int host = 0; host < 10; host++) {
            connections.keep("http://host" + host + ".test:80", open());
        }
        assertThat(connections.hosts()).isEqualTo(10);

        connections.closeOld();

        assertThat(connections.hosts()).isZero();
    }

    @Test
    void keepsAHostWhileItHasAConnection() throws IOException {
        IdleConnections connections = new IdleConnections(Duration.ofMinutes(1));
        HttpConnection connection = open();
        connections.keep("a", connection);
        connections.closeOld();

        assertThat(connections.take("a")).containsSame(connection);
        connections.closeOld();

        assertThat(connections.hosts()).isZero();
        assertThat(connections.take("a")).isEmpty();
        connection.close();
    }
}
