package io.rollcall.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.reliability.Scim.Reply;
import io.rollcall.reliability.StoredUsers.Stored;
import io.rollcall.reliability.TrackedUser.State;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/** Comparison of acknowledged writes with stored data. */
record Verification(Findings findings) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int NOT_FOUND = 404;

    /** Verifies users by SQL, and that there are no invalid rows. */
    void bySql(Connection connection, Collection<TrackedUser> users) throws SQLException {
        StoredUsers stored = StoredUsers.read(connection);
        for (TrackedUser user : users) {
            compare("SQL", user, Optional.ofNullable(stored.byName().get(user.userName())));
        }
        StoredUsers.examine(connection, findings);
    }

    /** Verifies each user with a known id by GET. */
    void byScim(Scim scim, int port, Collection<TrackedUser> users) throws IOException, InterruptedException {
        for (TrackedUser user : users) {
            if (user.id().isPresent()) {
                Reply reply = scim.send(port, "GET", "/Users/" + user.id().get(), "");
                compare("GET", user, answered(user, reply));
            }
        }
    }

    /** Returns the state in a response; a deleted user has no visible version. */
    private static Optional<Stored> answered(TrackedUser user, Reply reply) throws IOException {
        if (reply.status() == NOT_FOUND) {
            State gone = user.possible()
                    .filter(state -> !state.exists())
                    .or(user::known)
                    .orElseThrow();
            int version = gone.exists() ? 0 : versionOf(user, gone);
            return Optional.of(new Stored(version, new State(false, gone.title(), gone.active())));
        }
        JsonNode json = JSON.readTree(reply.body());
        String etag = json.path("meta").path("version").asText().replaceAll("\\D", "");
        return Optional.of(new Stored(
                etag.isEmpty() ? 0 : Integer.parseInt(etag),
                new State(true, json.path("title").asText(), json.path("active").asBoolean())));
    }

    private static int versionOf(TrackedUser user, State gone) {
        return user.possible().filter(gone::equals).isPresent() ? user.acknowledged() : user.acknowledged() - 1;
    }

    private void compare(String how, TrackedUser user, Optional<Stored> stored) {
        boolean asKnown = user.known()
                .map(state -> stored.filter(found -> matches(found, state, user.acknowledged()))
                        .isPresent())
                .orElseGet(stored::isEmpty);
        boolean asPossible = user.possible()
                .flatMap(state -> stored.filter(found -> matches(found, state, user.acknowledged() + 1)))
                .isPresent();
        if (!asKnown && !asPossible) {
            report(how + ": " + user + " is " + stored, user, stored);
        }
    }

    private void report(String what, TrackedUser user, Optional<Stored> stored) {
        int most = user.acknowledged() + (user.possible().isPresent() ? 1 : 0);
        if (stored.filter(found -> found.version() > most).isPresent()) {
            findings.duplicate(what);
        } else {
            findings.lost(what);
        }
    }

    /** Returns whether the stored state matches. A removal does not increment the version. */
    private static boolean matches(Stored found, State state, int writes) {
        if (!state.exists()) {
            return !found.state().exists() && found.version() == writes - 1;
        }
        return found.state().equals(state) && found.version() == writes;
    }
}
