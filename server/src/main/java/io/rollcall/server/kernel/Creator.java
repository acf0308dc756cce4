package io.rollcall.server.kernel;

import java.util.Optional;

/** Creator of a credential. @param kind empty if an earlier release did not record it */
public record Creator(String name, Optional<Actor.Kind> kind) {
    public static Creator of(Actor actor) {
        return new Creator(actor.name(), Optional.of(actor.kind()));
    }
}
