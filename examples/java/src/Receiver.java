import com.fasterxml.jackson.databind.*;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.*;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.*;

/** Webhook receiver that keeps a table of Rollcall's users; see docs/integrate.md. It handles one request at a time. */
record Receiver(Connection db, Webhook webhook) implements HttpHandler {
    static final String UPSERT = """
        INSERT INTO users (id, organization, version, user_name, email, active, role) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, user_name = excluded.user_name, email = excluded.email,
          active = excluded.active, role = excluded.role WHERE excluded.version > users.version""";

    /** Applies an event, unless the user is known with the same or a higher version. Other types are ignored. */
    void apply(String type, long organization, long version, JsonNode user) throws SQLException {
        String id = user.path("id").asText();
        switch (user.has("redacted") ? "user.erased" : type) {
            case "user.created", "user.updated", "user.role_changed", "user.deactivated", "user.reactivated" ->
                run(UPSERT, id, organization, version, user.path("userName").textValue(), user.path("email").textValue(),
                    user.path("active").asBoolean(), user.at("/role/value").textValue());
            case "user.deleted", "user.erased" -> // the row stays, without personal data: no late event revives the user
                run(UPSERT, id, organization, version, null, null, false, null);
            case "organization.deleted" -> run("DELETE FROM users WHERE organization = ?", organization);
        }
    }

    void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.execute();
        }
    }

    @Override public void handle(HttpExchange exchange) throws IOException {
        try {
            String body = new String(exchange.getRequestBody().readNBytes(1_000_000), "UTF-8");
            webhook.verify(body, exchange.getRequestHeaders()); // any of its signatures, at most five minutes old
            JsonNode event = new ObjectMapper().readValue(body, JsonNode.class);
            apply(event.path("type").asText(), event.path("organizationid").asLong(), event.path("version").asLong(),
                event.path("data"));
            exchange.sendResponseHeaders(204, -1); // after the commit: JDBC commits each statement
        } catch (WebhookVerificationException | SQLException | IOException error) { // IOException: it is not JSON
            exchange.sendResponseHeaders(error instanceof SQLException ? 500 : error instanceof IOException ? 400 : 401, -1);
        }
    }

    public static void main(String... arguments) throws Exception {
        Connection db = DriverManager.getConnection("jdbc:sqlite:users.db");
        Receiver receiver = new Receiver(db, new Webhook(System.getenv("WEBHOOK_SECRET")));
        receiver.run("CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, organization INTEGER, version INTEGER,"
            + " user_name TEXT COLLATE NOCASE, email TEXT, active BOOLEAN, role TEXT)");
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", receiver);
        server.start();
    }
}
