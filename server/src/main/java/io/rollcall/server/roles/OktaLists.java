package io.rollcall.server.roles;

import java.util.List;

/**
 * The two tables that an Okta administrator enters under <i>Define enumerated list of values</i>: one for the attribute
 * of type Personal, one for that of type Group.
 */
public record OktaLists(List<Row> personal, List<Row> group) {
    public OktaLists {
        personal = List.copyOf(personal);
        group = List.copyOf(group);
    }

    /** @param displayName what Okta shows its administrators; {@code value} is what it sends */
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
