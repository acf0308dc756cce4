package io.rollcall.server.users;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Transaction;
import java.util.List;
import java.util.Optional;

/** Makes several users at once, of whatever organizations, where that takes no more than to insert them. */
record NewUserGroup(Activity activity) {

    /** @return empty, and nothing was done, where one of them may not have the role, or was here before */
    Optional<List<User>> create(Transaction tx, List<NewUser> newUsers) {
        if (tx.mapper(NewUserMapper.class).countWithoutHistory(json(newUsers)) < newUsers.size()) {
            return Optional.empty();
        }
        // One table after the other: the same statement in a row is sent at once.
        UserMapper users = tx.mapper(UserMapper.class);
        newUsers.forEach(newUser -> users.insert(newUser.organizationId(), newUser.asNew(), newUser.profile()));
        newUsers.forEach(newUser -> newUser.profile()
                .values()
                .forEach(value -> users.insertValue(newUser.organizationId(), newUser.fresh(), value)));
        newUsers.forEach(newUser -> activity.recordCreation(
                tx,
                newUser.organizationId(),
                newUser.fresh(),
                newUser.profile().userName(),
                newUser.actor(),
                newUser.profile().ignored(),
                newUser.profile().document()));
        return Optional.of(newUsers.stream().map(NewUser::asNew).toList());
    }

    private static String json(List<NewUser> newUsers) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        newUsers.forEach(newUser -> all.addObject()
                .put("organization", newUser.organizationId().value())
                .put("choice", newUser.choice().name())
                .put("role", newUser.profile().role().orElse(""))
                .put("userNameKey", newUser.profile().userNameKey())
                .put("externalId", newUser.profile().externalId().orElse("")));
        return all.toString();
    }
}
