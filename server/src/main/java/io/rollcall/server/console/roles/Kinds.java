package io.rollcall.server.console.roles;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.RoleKind;
import java.util.Arrays;

/** Reads the kind of a role from a form. */
final class Kinds {
    private Kinds() {}

    /** @throws Refusal INVALID where it is none */
    static RoleKind read(String text) {
        return Arrays.stream(RoleKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Choose whether the role is assigned to people, groups or both.")
                        .about("kind"));
    }
}
