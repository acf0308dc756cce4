package io.rollcall.server.roles;

import java.util.List;

/**
 * Tables to enter in Okta under <i>Define enumerated list of values</i>: one for the attribute of type Personal, one for that
 * of type Group.
 */
public record OktaLists(List<Row> personal, List<Row> group) {
    public OktaLists {
        personal = List.copyOf(personal);
        group = List.copyOf(group);
    }

    /** Row of a table. @param displayName the name in Okta's console @param value the value that Okta sends */
    public record Row(String displayName, String value) {}

    static OktaLists of(RoleCatalogue catalogue) {
        return new OktaLists(rows(catalogue, Role.Kind.PERSONAL), rows(catalogue, Role.Kind.GROUP));
    }

    private static List<Row> rows(RoleCatalogue catalogue, Role.Kind kind) {
        return catalogue.offered().stream()
                .filter(role -> role.kind().includes(kind))
                .map(role -> new Row(role.displayName(), role.value()))
                .toList();
    }
}
