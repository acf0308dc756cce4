package io.rollcall.server.cli;

import io.rollcall.server.roles.OktaLists;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.RoleHolders;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints roles: as tables for people, as JSON for scripts. */
final class RolePrinter {
    private final PrintWriter out;

    RolePrinter(PrintWriter out) {
        this.out = out;
    }

    void table(RoleCatalogue catalogue) {
        out.printf("%3s  %-24s %-24s %-9s %s%n", "", "VALUE", "DISPLAY NAME", "KIND", "");
        int position = 1;
        for (Role role : catalogue.roles()) {
            out.printf(
                    "%3d  %-24s %-24s %-9s %s%n",
                    position++, role.value(), role.displayName(), lower(role), String.join(", ", remarks(role)));
        }
    }

    void json(RoleCatalogue catalogue) {
        catalogue.roles().forEach(role -> json(catalogue, role).print(out));
    }

    Json json(RoleCatalogue catalogue, Role role) {
        return new Json()
                .with("value", role.value())
                .with("displayName", role.displayName())
                .with("kind", lower(role))
                .with("position", catalogue.position(role.value()))
                .with("retired", role.retired())
                .with("forbidden", role.forbidden())
                .with("default", role.isDefault());
    }

    Json json(String value, RoleHolders holders) {
        return new Json()
                .with("value", value)
                .with("holders", holders.count())
                .with("firstUserNames", holders.firstUserNames());
    }

    void okta(OktaLists lists) {
        out.println("In Okta: Directory, Profile Editor, the application's profile, the role attribute,");
        out.println("'Define enumerated list of values'. Enter each row as it stands here.");
        out.println();
        okta("Attribute type Personal", lists.personal());
        out.println();
        okta("Attribute type Group", lists.group());
    }

    private void okta(String heading, List<OktaLists.Row> rows) {
        out.println(heading);
        if (rows.isEmpty()) {
            out.println("  (no roles of that kind; add one: rollcall role add SLUG VALUE --kind KIND)");
            return;
        }
        out.printf("  %-24s %s%n", "Display name", "Value");
        rows.forEach(row -> out.printf("  %-24s %s%n", row.displayName(), row.value()));
    }

    void oktaJson(OktaLists lists) {
        new Json()
                .with("personal", members(lists.personal()))
                .with("group", members(lists.group()))
                .print(out);
    }

    private static List<Map<String, String>> members(List<OktaLists.Row> rows) {
        return rows.stream()
                .map(row -> Map.of("displayName", row.displayName(), "value", row.value()))
                .toList();
    }

    private static String lower(Role role) {
        return role.kind().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> remarks(Role role) {
        List<String> remarks = new ArrayList<>();
        if (role.isDefault()) {
            remarks.add("default for new users");
        }
        if (role.retired()) {
            remarks.add("retired: nobody else gets it");
        }
        if (role.forbidden()) {
            remarks.add("identity providers may not give it");
        }
        return remarks;
    }
}
