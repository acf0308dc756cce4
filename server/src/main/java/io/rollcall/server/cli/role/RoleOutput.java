package io.rollcall.server.cli.role;

import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleJson;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A role as commands print it.
 *
 * @param position its position in the list, counted from 1
 */
record RoleOutput(Role role, int position) {
    String kind() {
        return EnumName.of(role.kind());
    }

    /** Returns whether the role is the default, retired or forbidden, as a phrase; empty if none applies. */
    String remarks() {
        return Stream.of(
                        role.isDefault() ? "default for new users" : "",
                        role.retired() ? "retired: nobody else gets it" : "",
                        role.forbidden() ? "identity providers cannot give it" : "")
                .filter(remark -> !remark.isEmpty())
                .collect(Collectors.joining(", "));
    }

    JsonLine json() {
        return JsonLine.of(RoleJson.of(role, position));
    }
}
