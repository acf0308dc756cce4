import com.fasterxml.jackson.databind.*;
import java.io.IOException;
import java.net.URI;
import java.net.http.*;
import java.sql.*;
import java.util.*;

/** Starts the receiver, stores all users of Rollcall's snapshot, and continues with the events after it. */
class Bootstrap {
    private record Known(long organization, long version) {}

    /** Calls the admin API: GET without a body, otherwise POST. */
    private static JsonNode call(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("BASE_URL") + "/api/admin/v1" + path))
            .header("Authorization", "Bearer " + System.getenv("ADMIN_KEY"))
            .header("Content-Type", "application/json")
            .method(body.isEmpty() ? "GET" : "POST", HttpRequest.BodyPublishers.ofString(body))
            .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IOException(path + ": " + response.body());
        return new ObjectMapper().readTree(response.body());
    }

    public static void main(String... arguments) throws Exception {
        Receiver.main();
        Connection db = DriverManager.getConnection("jdbc:sqlite:users.db");
        Receiver table = new Receiver(db, null);
        Map<String, Known> known = new HashMap<>();
        ResultSet rows = db.createStatement().executeQuery("SELECT * FROM users WHERE user_name IS NOT NULL");
        while (rows.next()) known.put(rows.getString("id"), new Known(rows.getLong("organization"), rows.getLong("version")));
        rows.close();
        db.setAutoCommit(false); // a page is a transaction
        JsonNode page = call("/events/snapshot?limit=1000", "");
        while (true) {
            for (JsonNode user : page.path("users")) {
                JsonNode data = user.path("data");
                known.remove(data.path("id").asText());
                table.apply("user.created", user.at("/organization/id").asLong(), data.path("version").asLong(), data);
            }
            db.commit();
            if (!page.has("next")) break;
            page = call("/events/snapshot?limit=1000&after=" + page.path("next").asText(), "");
        }
        for (String id : known.keySet()) { // not in the snapshot: deleted, one version later at least
            JsonNode data = new ObjectMapper().createObjectNode().put("id", id);
            table.apply("user.deleted", known.get(id).organization(), known.get(id).version() + 1, data);
        }
        db.commit();
        call("/webhooks/" + System.getenv("WEBHOOK_ID") + "/replay", "{\"after\": \"" + page.path("events").asText() + "\"}");
        System.out.println("The snapshot is stored. The webhook continues from its position.");
    }
}
