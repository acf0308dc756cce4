package io.rollcall.server.roles;

import io.rollcall.server.kernel.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** The roles that an organization's users may have, in the order in which they are shown. */
public record RoleCatalogue(List<Role> roles) {
    public RoleCatalogue {
        roles = List.copyOf(roles);
    }

    /** What identity providers may send. */
    public List<String> values() {
        return roles.stream().map(Role::value).toList();
    }

    /** @throws Refusal INVALID, naming the allowed values, where the value is none of them */
    public void require(String value) {
        if (roles.stream().noneMatch(role -> role.value().equals(value))) {
            throw Refusal.invalid("'" + value + "' is not a role of this organization. Use one of: "
                    + values().stream().collect(Collectors.joining(", ")) + ".");
        }
    }
}
