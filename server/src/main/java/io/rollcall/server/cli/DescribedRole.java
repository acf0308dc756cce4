package io.rollcall.server.cli;

import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleJson;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A role as commands print it.
 *
 * @param position its place in the order, counted from 1
 */
record DescribedRole(Role role, int position) {
    String kind() {
        return role.kind().name().toLowerCase(Locale.ROOT);
    }

    /** What is special about it, in words; empty where nothing is. */
    String remarks() {
        return Stream.of(
                        role.isDefault() ? "default for new users" : "",
                        role.retired() ? "retired: nobody else gets it" : "",
                        role.forbidden() ? "identity providers cannot give it" : "")
                .filter(remark -> !remark.isEmpty())
                .collect(Collectors.joining(", "));
    }

    Json json() {
        return Json.of(RoleJson.of(role, position));
    }
}
