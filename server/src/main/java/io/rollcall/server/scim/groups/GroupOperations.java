package io.rollcall.server.scim.groups;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.groups.MemberChanges;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.SlowSearches;
import io.rollcall.server.scim.groups.GroupReader.WrittenGroup;
import io.rollcall.server.scim.paging.Cursors;
import io.rollcall.server.scim.patch.Operation;
import io.rollcall.server.scim.patch.Patches;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.UserOperations;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import java.util.List;

/** SCIM operations on Groups, of an organization that has groups. */
public final class GroupOperations {
    private final Groups groups;
    private final UserOperations.Limits limits;
    private final UserSchemas schemas = GroupSchema.schemas();
    private final GroupReader reader = new GroupReader(schemas);
    private final GroupWriter writer;
    private final GroupLists lists;
    private final LargeGroupChanges largeChanges;

    private GroupOperations(
            Groups groups,
            UserOperations.Limits limits,
            GroupWriter writer,
            GroupLists lists,
            LargeGroupChanges largeChanges) {
        this.largeChanges = largeChanges;
        this.groups = groups;
        this.limits = limits;
        this.writer = writer;
        this.lists = lists;
    }

    /** @param maxPageBytes length of a list after which no further Group is added */
    public static GroupOperations of(
            Groups groups,
            GroupMembers members,
            UserOperations.Limits limits,
            Cursors cursors,
            SlowSearches slowSearches,
            ScimJson json,
            WorkingMemory memory,
            long maxPageBytes,
            LargeGroupChanges largeChanges) {
        GroupWriter writer = new GroupWriter(members, json, memory);
        GroupLists lists = new GroupLists(groups, limits, cursors, slowSearches, writer, maxPageBytes);
        return new GroupOperations(groups, limits, writer, lists, largeChanges);
    }

    /** Group after an operation. @param location its URL @param entityTag its version */
    public record StoredGroup(Group group, String location, String entityTag) {
        static StoredGroup of(ScimCaller caller, Group group) {
            return new StoredGroup(group, GroupWriter.location(caller, group), EntityTags.of(group.version()));
        }
    }

    /** Creates a Group from the body of a request (RFC 7644 section 3.3). */
    public StoredGroup create(ScimCaller caller, ObjectNode body) {
        WrittenGroup written = reader.read(body);
        MemberChanges members = written.members().orElse(MemberChanges.NONE);
        return largeChanges.run(
                caller.organization(),
                members,
                () -> StoredGroup.of(
                        caller, groups.create(caller.organization(), written.profile(), members, caller.actor())));
    }

    /** Returns a Group (RFC 7644 section 3.4.1). */
    public StoredGroup get(ScimCaller caller, String id) {
        return StoredGroup.of(caller, groups.get(caller.organization(), groupId(id)));
    }

    /** Returns a page of a list as UTF-8 (RFC 7644 section 3.4.2). */
    public byte[] find(ScimCaller caller, SearchRequest search, AttributeSelection selection) {
        return lists.find(caller, search, selection);
    }

    /**
     * Replaces a Group by the body of a request (RFC 7644 section 3.5.1). A body without {@code members} keeps them: a client
     * that read the group without its members would otherwise remove them all.
     */
    public StoredGroup replace(ScimCaller caller, String id, ObjectNode body, EntityTags preconditions) {
        WrittenGroup written = reader.read(body);
        return change(
                caller,
                id,
                preconditions,
                new Group.Change(before -> written.profile(), written.members().orElse(MemberChanges.NONE)));
    }

    /** Changes a Group by the operations in the body of a request (RFC 7644 section 3.5.2). */
    public StoredGroup patch(ScimCaller caller, String id, ObjectNode body, EntityTags preconditions) {
        List<Operation> operations = Patches.read(body, limits.patches());
        return change(caller, id, preconditions, GroupPatch.compile(operations, schemas, limits.filters()));
    }

    private StoredGroup change(ScimCaller caller, String id, EntityTags preconditions, Group.Change change) {
        return largeChanges.run(
                caller.organization(),
                groupId(id),
                change.members(),
                () -> StoredGroup.of(
                        caller,
                        groups.update(
                                caller.organization(),
                                groupId(id),
                                caller.actor(),
                                group -> preconditions.requireWritable("group", group.version()),
                                change)));
    }

    /** Removes a Group (RFC 7644 section 3.6). */
    public void delete(ScimCaller caller, String id, EntityTags preconditions) {
        largeChanges.run(caller.organization(), groupId(id), MemberChanges.replacing(List.of()), () -> {
            groups.delete(
                    caller.organization(),
                    groupId(id),
                    caller.actor(),
                    group -> preconditions.requireWritable("group", group.version()));
            return id;
        });
    }

    /** Returns the selected part of a Group as UTF-8. */
    public byte[] bytes(ScimCaller caller, StoredGroup stored, AttributeSelection selection) {
        return writer.bytes(caller, stored.group(), selection);
    }

    private static GroupId groupId(String id) {
        return GroupId.parse(id)
                .orElseThrow(() -> Refusal.notFound("There is no group with this id in the organization."));
    }
}
