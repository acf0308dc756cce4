package io.rollcall.server.roles.precedence;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.precedence.RoleSource.Kind;
import io.rollcall.server.roles.precedence.RoleSource.MappedGroup;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Order of precedence of a user's role in an organization that maps groups to roles: the role that the identity provider assigned
 * to the user, then the first role in the catalogue's order that a mapped group of the user has, then the default role. If groups
 * decide, mapped groups come first.
 *
 * @param groupsDecide whether mapped groups take precedence over an assigned role
 */
public record RolePrecedence(boolean groupsDecide, RoleCatalogue catalogue) {

    /** State of a user without a role. */
    public static final Held NO_ROLE = Held.assigned(Optional.empty());

    /**
     * Role of a user with its origin, as stored.
     *
     * @param role the effective role
     * @param derived the effective role if it comes from a group or the default; with any other value the role was assigned
     * @param given the assigned role, while a derived one takes precedence
     */
    public record Held(Optional<String> role, Optional<String> derived, Optional<String> given) {
        static Held assigned(Optional<String> role) {
            return new Held(role, Optional.empty(), Optional.empty());
        }

        /** Returns the role that the identity provider assigned. */
        Optional<String> explicit() {
            return role.equals(derived) ? given : role;
        }

        /** Returns the same role after the identity provider assigned another one, or none. */
        public Held withExplicit(Optional<String> other) {
            return new Held(role, role, other);
        }
    }

    /** Returns the role of a user. @param groups mapped groups of which the user is a member */
    public Held choose(Held held, List<MappedGroup> groups) {
        Optional<String> explicit =
                held.explicit().filter(role -> catalogue.find(role).isPresent());
        Optional<Held> assigned = explicit.map(role -> Held.assigned(explicit));
        Optional<Held> mapped =
                ofGroups(held, groups).map(role -> new Held(Optional.of(role), Optional.of(role), explicit));
        Optional<Held> chosen = groupsDecide ? mapped.or(() -> assigned) : assigned.or(() -> mapped);
        return chosen.or(this::ofDefault).orElse(NO_ROLE);
    }

    /** Returns the first usable role of the groups. A retired or forbidden one stays with the users who have it. */
    private Optional<String> ofGroups(Held held, List<MappedGroup> groups) {
        Predicate<Role> usable = role -> role.isGrantableBy(Actor.Kind.TOKEN)
                || held.role().filter(role.value()::equals).isPresent();
        return catalogue.roles().stream()
                .filter(usable)
                .map(Role::value)
                .filter(role -> groups.stream().anyMatch(group -> group.role().equals(role)))
                .findFirst();
    }

    private Optional<Held> ofDefault() {
        return catalogue
                .defaultRole()
                .map(Role::value)
                .map(Optional::of)
                .map(role -> new Held(role, role, Optional.empty()));
    }

    /** Returns the origin of the role that a user has. @param groups mapped groups of the user, by name */
    public static RoleSource source(Held held, List<MappedGroup> groups) {
        if (held.role().isEmpty()) {
            return RoleSource.of(Kind.NONE);
        }
        if (!held.role().equals(held.derived())) {
            return RoleSource.of(Kind.IDENTITY_PROVIDER);
        }
        return groups.stream()
                .filter(group -> held.role().get().equals(group.role()))
                .findFirst()
                .map(group -> new RoleSource(Kind.GROUP, Optional.of(group)))
                .orElseGet(() -> RoleSource.of(Kind.DEFAULT));
    }
}
