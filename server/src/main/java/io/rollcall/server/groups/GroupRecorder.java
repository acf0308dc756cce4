package io.rollcall.server.groups;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.ChangedData;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Parts;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Recorder of changes of groups, in the transaction of the change: one entry of the activity, one event for the group's own
 * attributes, and one for each member. They name members by their ids only, so that nothing personal remains after an erasure.
 */
record GroupRecorder(Activity activity, Events events) {
    /** Number of events that are in memory at once. */
    private static final int EVENTS = 1_000;

    void created(Transaction tx, OrganizationId organization, Group group, MemberDelta members, Actor actor) {
        activity.recordChange(
                tx, organization, ActivityKind.GROUP_CREATED, group.displayName(), actor, "{}", entry(group, members));
        if (events.areEnabled()) {
            events.record(
                    tx,
                    event(
                            organization,
                            EventType.GROUP_CREATED,
                            group,
                            actor,
                            json(group).toString()));
            recordMembers(tx, organization, group, members, actor);
        }
    }

    /** Records a change. @param before the group as it was */
    void changed(
            Transaction tx, OrganizationId organization, Group before, Group group, MemberDelta members, Actor actor) {
        activity.recordChange(
                tx,
                organization,
                ActivityKind.GROUP_CHANGED,
                group.displayName(),
                actor,
                entry(before, MemberDelta.NONE),
                entry(group, members));
        if (!events.areEnabled()) {
            return;
        }
        if (!group.profile().equals(before.profile())) {
            ObjectNode old = json(before).put("version", group.version());
            String data = ChangedData.of(old, json(group));
            events.record(tx, event(organization, EventType.GROUP_UPDATED, group, actor, data));
        }
        recordMembers(tx, organization, group, members, actor);
    }

    void deleted(Transaction tx, OrganizationId organization, Group group, Actor actor) {
        activity.record(tx, organization, ActivityKind.GROUP_DELETED, group.displayName(), actor);
        Group gone = group.changed(group.profile(), group.lastModified());
        events.record(
                tx,
                event(
                        organization,
                        EventType.GROUP_DELETED,
                        gone,
                        actor,
                        json(gone).toString()));
    }

    /** Records an event for each member, in parts: the data of all events of a large group would be megabytes at once. */
    private void recordMembers(
            Transaction tx, OrganizationId organization, Group group, MemberDelta members, Actor actor) {
        record(tx, organization, EventType.GROUP_MEMBER_ADDED, group, members.added(), actor);
        record(tx, organization, EventType.GROUP_MEMBER_REMOVED, group, members.removed(), actor);
    }

    private void record(
            Transaction tx, OrganizationId organization, EventType type, Group group, Set<UserId> users, Actor actor) {
        Parts.of(users, EVENTS)
                .forEach(part -> events.recordAll(
                        tx,
                        part.stream()
                                .map(user -> memberEvent(organization, type, group, user, actor))
                                .toList()));
    }

    private static NewEvent memberEvent(
            OrganizationId organization, EventType type, Group group, UserId user, Actor actor) {
        ObjectNode data = json(group);
        data.putObject("member").put("id", user.toString());
        return event(organization, type, group, actor, data.toString());
    }

    private static NewEvent event(OrganizationId organization, EventType type, Group group, Actor actor, String data) {
        return new NewEvent(organization, type, group.id().toString(), group.version(), actor.requestId(), data);
    }

    private static ObjectNode json(Group group) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", group.id().toString());
        json.put("displayName", group.displayName());
        group.profile().externalId().ifPresent(id -> json.put("externalId", id));
        return json.put("version", group.version());
    }

    private static String entry(Group group, MemberDelta members) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("displayName", group.displayName());
        group.profile().externalId().ifPresent(id -> json.put("externalId", id));
        addIds(json, "membersAdded", members.added());
        addIds(json, "membersRemoved", members.removed());
        return json.toString();
    }

    /** Returns the mapping of a group for the activity. */
    static String mapping(Optional<String> role) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        role.ifPresent(value -> json.put("role", value));
        return json.toString();
    }

    private static void addIds(ObjectNode json, String name, Set<UserId> users) {
        if (!users.isEmpty()) {
            var ids = json.putArray(name);
            users.forEach(user -> ids.add(user.toString()));
        }
    }
}
