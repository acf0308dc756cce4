package io.rollcall.server.roles;

import io.rollcall.server.events.UserData.GivenRole;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Roles of an organization in display order, including retired ones. */
public record RoleCatalogue(List<Role> roles) {
    /** Maximum number of roles; more would be hard to find in an identity provider's list. */
    static final int MAX_ROLES = 200;

    /** No roles. */
    public static final RoleCatalogue EMPTY = new RoleCatalogue(List.of());

    public RoleCatalogue {
        roles = List.copyOf(roles);
    }

    /** Returns the roles that identity providers may assign: neither retired nor forbidden. */
    public List<Role> offered() {
        return grantableBy(Actor.Kind.TOKEN).toList();
    }

    /** Returns the values of {@link #offered}. */
    public List<String> values() {
        return offered().stream().map(Role::value).toList();
    }

    /** Returns the role of users created without one. */
    public Optional<Role> defaultRole() {
        return roles.stream().filter(Role::isDefault).findFirst();
    }

    /** Returns the role with exactly that value, retired or not. */
    public Optional<Role> find(String value) {
        return roles.stream().filter(role -> role.value().equals(value)).findFirst();
    }

    /** Returns the role with that value. @throws Refusal NOT_FOUND if there is no such role */
    public Role get(String value) {
        return find(value)
                .orElseThrow(() -> Refusal.notFound("There is no role '" + value
                        + "' in this organization; its roles are: " + joined(roles.stream()) + ". Case counts."));
    }

    /** Returns a user's role for an event. */
    public GivenRole given(String value) {
        Optional<Role> role = find(value);
        return new GivenRole(value, role.map(Role::displayName), role.map(found -> EnumName.of(found.kind())));
    }

    /** Returns the place of a role in the order, counted from 1. */
    public int position(String value) {
        return roles.indexOf(get(value)) + 1;
    }

    /**
     * Requires that the role can be assigned.
     *
     * @throws Refusal INVALID with the allowed values if the role cannot be assigned, FORBIDDEN if that actor cannot assign it
     */
    public void requireGrantable(String value, Actor.Kind actor) {
        Optional<Role> role = find(value);
        if (role.isEmpty()) {
            throw Refusal.invalid("'" + value + "' is not a role of this organization. " + choices(actor));
        }
        if (role.get().retired()) {
            throw Refusal.invalid("The role '" + value
                    + "' is retired. Users who have it keep it, but it can no longer be assigned. " + choices(actor));
        }
        if (!role.get().isGrantableBy(actor)) {
            throw Refusal.forbidden("The role '" + value + "' cannot be given by an identity provider. "
                    + choices(actor) + " An administrator of this organization can also allow it.");
        }
    }

    private String choices(Actor.Kind actor) {
        String values = joined(grantableBy(actor));
        return values.isEmpty() ? "There is none that could be given." : "Use one of: " + values + ".";
    }

    private Stream<Role> grantableBy(Actor.Kind actor) {
        return roles.stream().filter(role -> role.isGrantableBy(actor));
    }

    private static String joined(Stream<Role> roles) {
        return roles.map(Role::value).collect(Collectors.joining(", "));
    }

    RoleCatalogue with(Role added) {
        find(added.value()).ifPresent(RoleCatalogue::refuseDuplicate);
        if (roles.size() >= MAX_ROLES) {
            throw Refusal.invalid("An organization has at most " + MAX_ROLES
                    + " roles, retired ones included. Delete roles that nobody has any more.");
        }
        return new RoleCatalogue(Stream.concat(roles.stream(), Stream.of(added)).toList());
    }

    private static void refuseDuplicate(Role existing) {
        throw Refusal.conflict("There is already a role '" + existing.value() + "'."
                        + (existing.retired() ? " It is retired; reinstate it instead." : ""))
                .about("value");
    }

    RoleCatalogue without(String value) {
        if (get(value).isDefault()) {
            throw Refusal.conflict("The role '" + value
                    + "' is the default, which new users get. Choose another default," + " or none, first.");
        }
        return new RoleCatalogue(others(value).toList());
    }

    private Stream<Role> others(String value) {
        return roles.stream().filter(role -> !role.value().equals(value));
    }

    RoleCatalogue withDefault(String value) {
        get(value);
        return map(role -> role.withDefault(role.value().equals(value)));
    }

    RoleCatalogue change(String value, UnaryOperator<Role> change) {
        Role changed = change.apply(get(value));
        return map(role -> role.value().equals(value) ? changed : role);
    }

    RoleCatalogue map(UnaryOperator<Role> change) {
        return new RoleCatalogue(roles.stream().map(change).toList());
    }

    /** Returns the catalogue with a role moved. @param position counted from 1; too large a value means the end */
    RoleCatalogue move(String value, int position) {
        List<Role> moved = new ArrayList<>(others(value).toList());
        moved.add(Math.max(0, Math.min(position - 1, moved.size())), get(value));
        return new RoleCatalogue(moved);
    }
}
