package io.rollcall.server.users;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.GroupCommit;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.FormerUsers.PlannedDeletion;
import io.rollcall.server.users.FormerUsers.ReusableIdentity;
import io.rollcall.server.users.NewUser.RoleChoice;
import io.rollcall.server.users.NewUserMapper.Creatable;
import io.rollcall.server.users.NewUserMapper.Reusable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Group commit of users: concurrent writes, of any organizations, share a transaction. A group is all or nothing; if one of its
 * members is refused, was changed by others or has too many values, each is written alone.
 */
final class GroupedWrites {
    /** Values are rows of one batch with all the others'. */
    private static final int MAX_VALUES = 20;

    /** Maximum number of former users that a group looks at. Most new users have none or one. */
    private static final int MAX_FORMER = 500;

    private final Activity activity;
    private final UserEvents events;
    private final GroupCommit<Creation, Optional<User>> creations;
    private final GroupCommit<PlannedChange, Optional<User>> changes;
    private final GroupCommit<PlannedDeletion, Boolean> deletions;

    /** @param maxGroup maximum number of writes in a transaction; 1 writes each alone */
    GroupedWrites(Database database, Activity activity, UserEvents events, int maxGroup) {
        this.activity = activity;
        this.events = events;
        this.creations = database.group(this::createTogether, maxGroup);
        this.changes = database.group(this::changeTogether, maxGroup);
        this.deletions = database.group(this::deleteTogether, maxGroup);
        database.register(NewUserMapper.class);
    }

    /** User to be created. @param written the user as the last attempt wrote it */
    record Creation(NewUser newUser, AtomicReference<User> written) {}

    /** Creates a user in a group, or alone. */
    Optional<User> create(NewUser newUser, AtomicReference<User> written, Supplier<Optional<User>> alone) {
        return newUser.profile().values().size() <= MAX_VALUES
                ? creations.write(new Creation(newUser, written), alone)
                : alone.get();
    }

    /** Changes a user in a group, or alone. */
    Optional<User> change(PlannedChange change, Supplier<Optional<User>> alone) {
        boolean small =
                change.newValues().filter(values -> values.size() > MAX_VALUES).isEmpty();
        return small ? changes.write(change, alone) : alone.get();
    }

    /** Deletes a user in a group, or alone if memberships end, too. @return false if the user is at another version by now */
    boolean delete(PlannedDeletion deletion, Supplier<Boolean> alone) {
        return deletion.ofGroups() ? alone.get() : deletions.write(deletion, alone);
    }

    /** Returns empty, and nothing is written, if one of them may not have the role or another request took its identity. */
    Optional<List<Optional<User>>> createTogether(Transaction tx, List<Creation> group) {
        List<NewUser> newUsers = group.stream().map(Creation::newUser).toList();
        return identities(tx, newUsers).map(former -> {
            List<User> users = new ArrayList<>();
            for (int place = 0; place < newUsers.size(); place++) {
                NewUser newUser = newUsers.get(place);
                User user = former.containsKey(place) ? newUser.reusing(former.get(place)) : newUser.asNew();
                group.get(place).written().set(user);
                users.add(user);
            }
            insert(tx, newUsers, users);
            return users.stream().map(Optional::of).toList();
        });
    }

    /** Inserts table by table, since repeated statements are sent as a batch. */
    private void insert(Transaction tx, List<NewUser> newUsers, List<User> users) {
        NewUserMapper mapper = tx.mapper(NewUserMapper.class);
        UserMapper values = tx.mapper(UserMapper.class);
        List<NewUser.CreationRecord> records = new ArrayList<>();
        for (int place = 0; place < users.size(); place++) {
            NewUser newUser = newUsers.get(place);
            mapper.insert(newUser.organizationId(), users.get(place), newUser.profile(), newUser.defaulted());
            records.add(newUser.toRecord(users.get(place)));
        }
        records.forEach(created -> created.newUser()
                .profile()
                .values()
                .forEach(value -> values.insertValue(
                        created.newUser().organizationId(), created.created().id(), value)));
        records.forEach(creation -> creation.write(activity, tx));
        records.forEach(creation -> creation.write(events, tx));
    }

    /**
     * Takes the identities of the former users who return, by their places in the group. In most groups there are none, which one
     * statement shows.
     */
    private Optional<Map<Integer, ReusableIdentity>> identities(Transaction tx, List<NewUser> newUsers) {
        NewUserMapper mapper = tx.mapper(NewUserMapper.class);
        String group = json(newUsers);
        Creatable counted = mapper.countCreatable(group);
        if (counted.creatable() == newUsers.size()) {
            return Optional.of(Map.of());
        }
        if (counted.grantable() < newUsers.size()) {
            return Optional.empty();
        }
        List<Reusable> found = mapper.listReusable(group, MAX_FORMER);
        if (found.size() == MAX_FORMER) {
            return Optional.empty();
        }
        Map<Integer, ReusableIdentity> former = new HashMap<>();
        found.forEach(row -> former.putIfAbsent(row.place() - 1, row.identity()));
        FormerUserMapper archive = tx.mapper(FormerUserMapper.class);
        former.forEach((place, identity) -> archive.take(newUsers.get(place).organizationId(), identity));
        return eachChangedARow(tx) ? Optional.of(former) : Optional.empty();
    }

    private static boolean eachChangedARow(Transaction tx) {
        return Arrays.stream(tx.flush()).allMatch(rows -> rows == 1);
    }

    private static String json(List<NewUser> newUsers) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        newUsers.forEach(newUser -> assignment(
                        all,
                        newUser.organizationId(),
                        newUser.choice(),
                        newUser.profile().role().orElse(""),
                        newUser.actor())
                .put("userNameKey", newUser.profile().userNameKey())
                .put("externalId", newUser.profile().externalId().orElse("")));
        return all.toString();
    }

    private static ObjectNode assignment(
            ArrayNode all, OrganizationId organizationId, RoleChoice choice, String role, Actor actor) {
        return all.addObject()
                .put("organization", organizationId.value())
                .put("choice", choice.name())
                .put("role", role)
                .put("actor", actor.kind().name());
    }

    /** Returns empty, and nothing is written, if one of the users is at another version by now or may not have the role. */
    Optional<List<Optional<User>>> changeTogether(Transaction tx, List<PlannedChange> planned) {
        if (!areGrantable(tx, planned)) {
            return Optional.empty();
        }
        UserMapper mapper = tx.mapper(UserMapper.class);
        // One statement after the other, since repeated ones are sent as a batch.
        planned.stream()
                .sorted(Comparator.comparing(change -> change.update().roleChanged()))
                .forEach(change -> change.update(mapper));
        if (!eachChangedARow(tx)) {
            return Optional.empty();
        }
        List<PlannedChange> ofValues = planned.stream()
                .filter(change -> change.newValues().isPresent())
                .toList();
        ofValues.forEach(change ->
                mapper.deleteValues(change.organizationId(), change.stored().id()));
        ofValues.forEach(change -> change.newValues()
                .orElseThrow()
                .forEach(value -> mapper.insertValue(
                        change.organizationId(), change.stored().id(), value)));
        List<PlannedChange.ChangeRecord> records =
                planned.stream().map(PlannedChange::toRecord).toList();
        records.forEach(change -> change.write(activity, tx));
        records.forEach(change -> change.write(events, tx));
        return Optional.of(
                planned.stream().map(change -> Optional.of(change.changed())).toList());
    }

    private static boolean areGrantable(Transaction tx, List<PlannedChange> planned) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        planned.forEach(change -> change.assignedRole()
                .ifPresent(role -> assignment(all, change.organizationId(), RoleChoice.GIVEN, role, change.actor())));
        return all.isEmpty() || tx.mapper(NewUserMapper.class).countGrantable(all.toString()) == all.size();
    }

    /** Returns empty, and nothing is written, if one of the users is at another version by now. */
    Optional<List<Boolean>> deleteTogether(Transaction tx, List<PlannedDeletion> planned) {
        FormerUserMapper archive = tx.mapper(FormerUserMapper.class);
        ArrayNode users = JsonNodeFactory.instance.arrayNode();
        planned.forEach(deletion -> users.addObject()
                .put("organization", deletion.organizationId().value())
                .put("id", deletion.stored().id().toString().replace("-", ""))
                .put("version", deletion.stored().version()));
        Instant last = planned.stream()
                .map(PlannedDeletion::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        archive.archiveAll(users.toString(), last);
        if (Arrays.stream(tx.flush()).sum() < planned.size()) {
            return Optional.empty();
        }
        archive.deleteAll(users.toString());
        archive.deleteAllValues(users.toString());
        planned.forEach(deletion -> deletion.record(activity, tx));
        planned.forEach(deletion -> deletion.record(events, tx));
        planned.forEach(deletion -> deletion.written().set(true));
        return Optional.of(planned.stream().map(deletion -> true).toList());
    }
}
