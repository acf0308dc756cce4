package io.rollcall.server.users;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Transaction;
import java.util.List;
import java.util.Optional;

/** Makes several users at once, of whatever organizations, where that takes no more than to insert them. */
record NewcomerGroup(Activity activity) {

    /** @return empty, and nothing was done, where one of them may not have the role, or was here before */
    Optional<List<User>> create(Transaction tx, List<Newcomer> newcomers) {
        if (tx.mapper(NewcomerMapper.class).countPlainlyNew(json(newcomers)) < newcomers.size()) {
            return Optional.empty();
        }
        // One table after the other: the same statement in a row is sent at once.
        UserMapper users = tx.mapper(UserMapper.class);
        newcomers.forEach(newcomer -> users.insert(newcomer.organizationId(), newcomer.asNew(), newcomer.profile()));
        newcomers.forEach(newcomer -> newcomer.profile()
                .values()
                .forEach(value -> users.insertValue(newcomer.organizationId(), newcomer.fresh(), value)));
        newcomers.forEach(newcomer -> activity.recordCreation(
                tx,
                newcomer.organizationId(),
                newcomer.fresh(),
                newcomer.profile().userName(),
                newcomer.actor(),
                newcomer.profile().ignored(),
                newcomer.profile().document()));
        return Optional.of(newcomers.stream().map(Newcomer::asNew).toList());
    }

    private static String json(List<Newcomer> newcomers) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        newcomers.forEach(newcomer -> all.addObject()
                .put("organization", newcomer.organizationId().value())
                .put("choice", newcomer.choice().name())
                .put("role", newcomer.profile().role().orElse(""))
                .put("userNameKey", newcomer.profile().userNameKey())
                .put("externalId", newcomer.profile().externalId().orElse("")));
        return all.toString();
    }
}
