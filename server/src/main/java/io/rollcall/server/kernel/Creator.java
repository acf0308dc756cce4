package io.rollcall.server.kernel;

import java.util.Optional;

/** Who created something. @param kind empty if an earlier release did not note it */
public record Creator(String name, Optional<Actor.Kind> kind) {
    public static Creator of(Actor actor) {
        return new Creator(actor.name(), Optional.of(actor.kind()));
    }
}
