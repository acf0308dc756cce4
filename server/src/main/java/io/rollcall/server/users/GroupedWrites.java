package io.rollcall.server.users;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.GroupCommit;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.UserEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Group commit of users: concurrent writes, of any organizations, share a transaction. A group contains plain cases only and is
 * all or nothing; if one of its members is not plain, each is written alone.
 */
final class GroupedWrites {
    private static final int MAX_VALUES = 20;

    private final Activity activity;
    private final UserEvents events;
    private final GroupCommit<NewUser, Optional<User>> creations;
    private final GroupCommit<PlannedChange, Optional<User>> changes;

    /** @param maxGroup maximum number of writes in a transaction; 1 writes each alone */
    GroupedWrites(Database database, Activity activity, UserEvents events, int maxGroup) {
        this.activity = activity;
        this.events = events;
        this.creations = database.group(this::createTogether, maxGroup);
        this.changes = database.group(this::changeTogether, maxGroup);
        database.register(NewUserMapper.class);
    }

    /** Creates a user in a group, or alone if it has many values, which would be rows of one batch with all the others'. */
    Optional<User> create(NewUser newUser, Supplier<Optional<User>> alone) {
        return newUser.profile().values().size() <= MAX_VALUES ? creations.write(newUser, alone) : alone.get();
    }

    /** Changes a user in a group, or alone if the change is not plain. */
    Optional<User> change(PlannedChange change, Supplier<Optional<User>> alone) {
        return change.isPlain() ? changes.write(change, alone) : alone.get();
    }

    /** Returns empty, and nothing is written, if one of them may not have the role or has a former identity. */
    Optional<List<Optional<User>>> createTogether(Transaction tx, List<NewUser> newUsers) {
        NewUserMapper mapper = tx.mapper(NewUserMapper.class);
        if (mapper.countCreatable(json(newUsers)) < newUsers.size()) {
            return Optional.empty();
        }
        // Table by table, since repeated statements are sent as a batch.
        newUsers.forEach(newUser -> mapper.insert(newUser.organizationId(), newUser.asNew(), newUser.profile()));
        UserMapper users = tx.mapper(UserMapper.class);
        newUsers.forEach(newUser -> newUser.profile()
                .values()
                .forEach(value -> users.insertValue(newUser.organizationId(), newUser.fresh(), value)));
        List<NewUser.CreationRecord> records = newUsers.stream()
                .map(newUser -> newUser.toRecord(newUser.asNew()))
                .toList();
        records.forEach(creation -> creation.write(activity, tx));
        records.forEach(creation -> creation.write(events, tx));
        return Optional.of(
                newUsers.stream().map(NewUser::asNew).map(Optional::of).toList());
    }

    private static String json(List<NewUser> newUsers) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        newUsers.forEach(newUser -> all.addObject()
                .put("organization", newUser.organizationId().value())
                .put("choice", newUser.choice().name())
                .put("role", newUser.profile().role().orElse(""))
                .put("actor", newUser.actor().kind().name())
                .put("userNameKey", newUser.profile().userNameKey())
                .put("externalId", newUser.profile().externalId().orElse("")));
        return all.toString();
    }

    /** Returns empty, and nothing is written, if one of the users is at another version by now. */
    private Optional<List<Optional<User>>> changeTogether(Transaction tx, List<PlannedChange> planned) {
        UserMapper mapper = tx.mapper(UserMapper.class);
        planned.forEach(change -> change.update(mapper));
        if (!Arrays.stream(tx.flush()).allMatch(rows -> rows == 1)) {
            return Optional.empty();
        }
        List<PlannedChange.ChangeRecord> records =
                planned.stream().map(PlannedChange::toRecord).toList();
        records.forEach(change -> change.write(activity, tx));
        records.forEach(change -> change.write(events, tx));
        return Optional.of(
                planned.stream().map(change -> Optional.of(change.changed())).toList());
    }
}
