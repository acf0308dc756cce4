package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import java.util.Optional;

/** How long something is good for, as clients write it: a number of days, or {@code "never"}. */
final class Lifetimes {
    private static final String MEMBER = "expiresInDays";

    private Lifetimes() {}

    static Optional<Lifetime> of(Members members) {
        JsonNode said = members.object().path(MEMBER);
        if (said.isMissingNode()) {
            return Optional.empty();
        }
        if (said.isTextual() && said.textValue().equals("never")) {
            return Optional.of(Lifetime.unlimited());
        }
        if (said.isInt()) {
            return Optional.of(Lifetime.ofDays(said.intValue()));
        }
        throw Refusal.invalid(MEMBER + " must be a number of days, or \"never\".");
    }
}
