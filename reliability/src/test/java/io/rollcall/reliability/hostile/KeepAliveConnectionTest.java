package io.rollcall.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeepAliveConnectionTest {
    private final AtomicInteger connections = new AtomicInteger();

    @Test
    void sendsTheNextRequestOverTheSameConnection() throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                KeepAliveConnection connection = connection(server)) {
            assertThat(connection.send(server.target().get("/")).body()).isEqualTo("hi");
            assertThat(connection.send(server.target().get("/")).status()).isEqualTo(200);
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void opensAnotherAfterConnectionClose() throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 503 Busy\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n");
                KeepAliveConnection connection = connection(server)) {
            connection.send(server.target().get("/"));
            assertThat(connection.send(server.target().get("/")).status()).isEqualTo(503);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void readsChunks() throws IOException {
        try (ScriptedServer server = answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
                KeepAliveConnection connection = connection(server)) {
            assertThat(connection.send(server.target().get("/")).body()).isEqualTo("abc0123456789");
            assertThat(connection.send(server.target().get("/")).body()).isEqualTo("abc0123456789");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNone() throws IOException {
        try (ScriptedServer server = new ScriptedServer(socket -> {
                    ScriptedServer.readHead(ScriptedServer.reader(socket));
                    ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi");
                });
                KeepAliveConnection connection = connection(server)) {
            assertThatThrownBy(() -> connection.send(server.target().get("/"))).isInstanceOf(EOFException.class);
        }
    }

    private static KeepAliveConnection connection(ScriptedServer server) {
        return new KeepAliveConnection("127.0.0.1", server.port(), Optional.empty());
    }

    private ScriptedServer answering(String answer) throws IOException {
        return new ScriptedServer(socket -> {
            connections.incrementAndGet();
            BufferedReader reader = ScriptedServer.reader(socket);
            while (ScriptedServer.readHead(reader)) {
                ScriptedServer.write(socket, answer);
            }
        });
    }
}
