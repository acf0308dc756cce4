package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.JsonMembers;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.UserData;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.precedence.RolePrecedence.Held;
import io.rollcall.server.users.ProfileRow.RolePatch;
import io.rollcall.server.users.UserProfile.UserUpdate;
import io.rollcall.server.users.UserProfile.UserValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a user, computed from a stored version and not written yet.
 *
 * @param at time of the change; never before that of the stored version
 * @param roles the role catalogue at about that time, for the event
 */
record PlannedChange(
        OrganizationId organizationId, User stored, UserUpdate update, Actor actor, Instant at, RoleCatalogue roles) {

    /** Returns the user after the change. */
    User changed() {
        UserProfile profile = update.profile();
        return new User(
                stored.id(), stored.version() + 1, profile.userName(), stored.created(), at, profile.document());
    }

    /** Returns the role that the change assigns; empty if it assigns none. */
    Optional<String> assignedRole() {
        return update.roleChanged() ? update.profile().role() : Optional.empty();
    }

    /** Returns the look-up values that the change stores in place of the former ones; empty if they stay the same. */
    Optional<List<UserValue>> newValues() {
        return update.valuesChanged() ? Optional.of(update.profile().values()) : Optional.empty();
    }

    /**
     * Writes the user's row.
     *
     * @return 0 if the user is at another version by now, or the role changes and the organization maps groups to roles; unknown
     *     within a group
     */
    int update(UserMapper mapper) {
        return update.roleChanged()
                ? mapper.updateWithAssignedRole(organizationId, stored.id(), stored.version(), update.profile(), at)
                : mapper.update(organizationId, stored.id(), stored.version(), update.profile(), at);
    }

    /** Writes the user's row with the origin of the role. @return 0 if the user is at another version by now */
    int update(UserMapper mapper, Held role) {
        return mapper.updateWithOrigin(
                organizationId, stored.id(), stored.version(), update.profile(), role.derived(), role.given(), at);
    }

    /** Returns the change with another role. @param changed whether the role differs from the stored one */
    PlannedChange withRole(String attribute, Optional<String> role, boolean changed) {
        UserProfile profile = new RolePatch(attribute, role).in(update.profile());
        UserUpdate settled = new UserUpdate(profile, update.activeChanged(), changed, update.valuesChanged());
        return new PlannedChange(organizationId, stored, settled, actor, at, roles);
    }

    /** Returns whether the User stays the same. */
    boolean isEmpty() {
        return JsonMembers.of(stored.document())
                .equals(JsonMembers.of(update.profile().document()));
    }

    /** Returns the record of the change. */
    ChangeRecord toRecord() {
        return new ChangeRecord(
                this,
                JsonMembers.of(stored.document()),
                JsonMembers.of(update.profile().document()));
    }

    /** Record of a change, for the activity and as an event. Documents are read once for both. */
    record ChangeRecord(PlannedChange change, Map<String, String> before, Map<String, String> after) {

        /** Writes an entry to the organization's activity. */
        void write(Activity activity, Transaction tx) {
            UserProfile profile = change.update().profile();
            activity.recordChange(
                    tx,
                    change.organizationId(),
                    change.kind(),
                    change.stored().id(),
                    profile.userName(),
                    change.actor(),
                    profile.ignored(),
                    before,
                    after);
        }

        /** Writes an event. */
        void write(UserEvents events, Transaction tx) {
            UserData data = new UserData(
                    change.stored().id(),
                    change.stored().version() + 1,
                    after,
                    change.update().profile().role().map(change.roles()::given));
            events.changed(tx, change.organizationId(), change.eventType(), data, before, change.actor());
        }
    }

    private EventType eventType() {
        if (update.activeChanged()) {
            return update.profile().active() ? EventType.USER_REACTIVATED : EventType.USER_DEACTIVATED;
        }
        return update.roleChanged() ? EventType.USER_ROLE_CHANGED : EventType.USER_UPDATED;
    }

    private ActivityKind kind() {
        if (!update.activeChanged()) {
            return ActivityKind.USER_CHANGED;
        }
        return update.profile().active() ? ActivityKind.USER_REACTIVATED : ActivityKind.USER_DEACTIVATED;
    }
}
