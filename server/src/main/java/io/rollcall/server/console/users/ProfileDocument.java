package io.rollcall.server.console.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.console.page.TruncatedJson;
import io.rollcall.server.users.UserSummary;
import java.util.ArrayList;
import java.util.List;

/** First values of a user's SCIM document: as lines with paths, and as JSON with {@code id} and {@code meta}. */
final class ProfileDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode document;
    private final int hidden;

    private ProfileDocument(TruncatedJson beginning) {
        this.document = beginning.object();
        this.hidden = beginning.hidden();
    }

    static ProfileDocument read(String text) {
        return new ProfileDocument(TruncatedJson.of(text));
    }

    /** Returns the number of values that are left out. */
    int hidden() {
        return hidden;
    }

    /** Returns each value with its path, without nulls and {@code schemas}. */
    List<ProfileLine> lines() {
        List<ProfileLine> lines = new ArrayList<>();
        document.properties().stream()
                .filter(member -> !member.getKey().equals("schemas"))
                .forEach(member -> add(member.getKey(), member.getValue(), lines));
        return List.copyOf(lines);
    }

    private static void add(String path, JsonNode value, List<ProfileLine> lines) {
        if (value.isObject()) {
            String separator = path.startsWith("urn:") ? ":" : ".";
            value.properties().forEach(member -> add(path + separator + member.getKey(), member.getValue(), lines));
        } else if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                add(path + "[" + index + "]", value.get(index), lines);
            }
        } else if (!value.isNull()) {
            lines.add(new ProfileLine(path, value.asText()));
        }
    }

    /** Returns the SCIM representation of the user; for a deleted user, the last one before deletion. */
    String json(UserSummary account) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("schemas", document.path("schemas"));
        whole.put("id", account.id().toString());
        document.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        whole.putObject("meta")
                .put("resourceType", "User")
                .put("created", account.created().toString())
                .put("lastModified", account.lastModified().toString())
                .put("version", "W/\"" + account.version() + "\"");
        return whole.toPrettyString();
    }

    /** Value of a User. @param path such as {@code name.familyName} */
    record ProfileLine(String path, String value) {}
}
