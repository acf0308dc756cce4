package io.rollcall.reliability;

import java.util.Optional;

/**
 * User as known to the client from the responses. Only one thread writes a user, and it stops after a missing response.
 *
 * @param id empty if the response to its creation is missing
 * @param acknowledged number of acknowledged writes
 * @param known the state after these; empty if there are none
 * @param possible the state after the write without a response
 */
record TrackedUser(
        String userName, Optional<String> id, int acknowledged, Optional<State> known, Optional<State> possible) {

    /** State of a user. @param title distinguishes the writes */
    record State(boolean exists, String title, boolean active) {}

    static TrackedUser named(String userName) {
        return new TrackedUser(userName, Optional.empty(), 0, Optional.empty(), Optional.empty());
    }

    TrackedUser created(String newId, State state) {
        return new TrackedUser(userName, Optional.of(newId), 1, Optional.of(state), Optional.empty());
    }

    TrackedUser done(State state) {
        return new TrackedUser(userName, id, acknowledged + 1, Optional.of(state), Optional.empty());
    }

    TrackedUser unanswered(State state) {
        return new TrackedUser(userName, id, acknowledged, known, Optional.of(state));
    }

    /** Returns whether the user certainly exists. */
    boolean isPresent() {
        return possible.isEmpty() && known.filter(State::exists).isPresent();
    }

    String body(State state) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","externalId":"ext-%1$s",\
                "name":{"givenName":"Given","familyName":"Family"},"displayName":"Given Family","title":"%2$s",\
                "emails":[{"primary":true,"value":"%1$s","type":"work"},{"value":"home-%1$s","type":"home"}],\
                "active":%3$s,"jotform_user_role":"user"}""".formatted(userName, state.title(), state.active());
    }
}
