package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.ServingProgram;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graceful shutdown: the server reports not ready, then refuses new requests, and completes in-flight ones. */
class GracefulStopIT {
    private static final String PATCH = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations":[{"op":"replace","path":"active","value":false}]}""";

    private final int port = FreePort.next();
    private final int opsPort = FreePort.next();
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client =
            new ScimClient("http://127.0.0.1:" + port + "/API/enterprise/scim", organization.token());

    @TempDir
    private Path folder;

    @Test
    void answersInFlightRequestsAndIsNotReadyBeforeItRefusesNewOnes() throws Exception {
        String id =
                organization.client().post("/Users", "{\"userName\":\"jane\"}").id();
        try (ServingProgram server = program().serve();
                Connection other = TestDatabase.connect()) {
            lock(other, id);
            CompletableFuture<Response> running =
                    CompletableFuture.supplyAsync(() -> client.patch("/Users/" + id, PATCH));
            assertThat(ready()).isEqualTo(200);
            // The lock is waited for by now, or the request is still on its way there; it is answered all the same.
            assertThat(Eventually.get(this::metrics, text -> text.contains("rollcall_http_running 1.0")))
                    .contains("rollcall_http_running 1.0");

            server.handle().destroy();

            assertThat(Eventually.get(this::ready, status -> status == 503)).isEqualTo(503);
            assertThat(client.get("/Users/" + id).status()).isEqualTo(200);
            assertThat(Eventually.get(this::listens, listening -> !listening)).isFalse();
            assertThat(running).isNotDone();
            other.rollback();
            assertThat(running.join().status()).isEqualTo(200);
            server.awaitEnd();
            assertThat(server.errors())
                    .doesNotContain("Exception", "ERROR")
                    .containsSubsequence("Serving on port " + port, "Stopping", "Stopped");
        }
        assertThat(organization.client().get("/Users/" + id).text("/active")).isEqualTo("false");
    }

    private RollcallProgram program() {
        var database = TestDatabase.settings();
        return RollcallProgram.on(folder, port)
                .with("ROLLCALL_OPS_PORT", Integer.toString(opsPort))
                .with("ROLLCALL_HTTP_DRAIN_SECONDS", "1")
                .with("ROLLCALL_DATABASE_URL", database.get("database.url"))
                .with("ROLLCALL_DATABASE_USER", database.get("database.user"))
                .with("ROLLCALL_DATABASE_PASSWORD", database.get("database.password"));
    }

    private static void lock(Connection connection, String id) throws Exception {
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT version FROM users WHERE id = UNHEX(?) FOR UPDATE")) {
            statement.setString(1, id.replace("-", ""));
            statement.executeQuery();
        }
    }

    private int ready() {
        return RawConnection.exchange(
                        opsPort, "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .status();
    }

    private String metrics() {
        return RawConnection.exchange(opsPort, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .body();
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
