package io.rollcall.server.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Summary of a current or former user, for operators.
 *
 * @param role not known of a former user
 * @param time of deactivation or deletion, if any
 */
public record UserSummary(
        UserId id,
        State state,
        String userName,
        Optional<String> externalId,
        Optional<String> role,
        int version,
        Instant created,
        Instant lastModified,
        Optional<Instant> since) {
    /** Length of the id, times and member names. */
    private static final int LENGTH_OF_OTHERS = 256;

    /** Lifecycle state of a user. */
    public enum State {
        ACTIVE,
        INACTIVE,
        /** Deleted, and not erased yet. */
        FORMER
    }

    /** Returns the JSON form for the command line and the admin API; members without a value are omitted. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("userName", userName)
                .put("state", EnumName.of(state))
                .put("version", version)
                .put("created", created.toString())
                .put("lastModified", lastModified.toString());
        externalId.ifPresent(value -> json.put("externalId", value));
        role.ifPresent(value -> json.put("role", value));
        since.ifPresent(value -> json.put("since", value.toString()));
        return json;
    }

    /** Returns the length of its texts. */
    long length() {
        return (long) userName.length()
                + externalId.map(String::length).orElse(0)
                + role.map(String::length).orElse(0)
                + LENGTH_OF_OTHERS;
    }
}
