package io.rollcall.server.accessreview;

import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Existing administrators and admin keys, to find credentials whose creator no longer exists. */
record Creators(Set<String> administrators, Set<String> keys) {
    static Creators of(List<Administrator> administrators, List<AdminKey> keys, Instant now) {
        return new Creators(
                administrators.stream()
                        .map(Administrator::name)
                        .map(Creators::folded)
                        .collect(Collectors.toSet()),
                keys.stream()
                        .filter(key -> key.isValidAt(now))
                        .map(AdminKey::name)
                        .collect(Collectors.toSet()));
    }

    /** Returns whether the creator is a removed administrator or an ended admin key; false for commands and the server. */
    boolean isGone(Creator creator) {
        Actor.Kind kind = creator.kind().orElse(Actor.Kind.SYSTEM);
        boolean person = kind == Actor.Kind.ADMINISTRATOR
                || kind == Actor.Kind.OPERATOR
                        && !creator.name().equals(Actor.operator().name());
        return person && !administrators.contains(folded(creator.name()))
                || kind == Actor.Kind.ADMIN_KEY && !keys.contains(creator.name());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
