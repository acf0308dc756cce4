package io.rollcall.server.groups;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.groups.query.GroupQuery.Order;
import io.rollcall.server.groups.query.GroupQuery.Position;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.DateTimeText;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Export of an organization's groups as JSON Lines, a SCIM Group with its members per line, also while groups are off. It reads
 * groups and members part by part. Concurrent changes may or may not be included.
 */
@Singleton
public final class GroupExport {
    private static final int PAGE = 100;
    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final GroupCondition ALL = new GroupCondition.Constant(true);
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Groups groups;
    private final GroupMembers members;
    private final Audit audit;

    @Inject
    public GroupExport(Groups groups, GroupMembers members, Audit audit) {
        this.groups = groups;
        this.members = members;
        this.audit = audit;
    }

    /** Returns the number of groups to export. */
    public long count(OrganizationId organization) {
        return groups.count(organization, ALL);
    }

    /**
     * Writes the groups in the order of creation. The export is recorded in the audit log first, so that none is unrecorded.
     *
     * @return the number of exported groups
     */
    public long write(OrganizationId organization, Writer file, Actor actor) throws IOException {
        audit.record(AuditEvent.of(AuditKind.GROUPS_EXPORTED, actor, "")
                .in(organization)
                .with(JsonNodeFactory.instance
                        .objectNode()
                        .put("groups", count(organization))
                        .toString()));
        Optional<Position> after = Optional.empty();
        long written = 0;
        List<Group.Placed> page;
        do {
            page = groups.page(organization, new GroupQuery(ALL, Order.BY_ID, PAGE, 0, after));
            for (Group.Placed placed : page) {
                write(organization, placed.group(), file);
                after = Optional.of(new Position("", placed.group().id()));
            }
            written += page.size();
        } while (page.size() == PAGE);
        file.flush();
        return written;
    }

    private void write(OrganizationId organization, Group group, Writer file) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(file)) {
            json.writeStartObject();
            json.writeArrayFieldStart("schemas");
            json.writeString(SCHEMA);
            json.writeEndArray();
            json.writeStringField("id", group.id().toString());
            if (group.profile().externalId().isPresent()) {
                json.writeStringField("externalId", group.profile().externalId().get());
            }
            json.writeStringField("displayName", group.displayName());
            writeMembers(organization, group, json);
            json.writeObjectFieldStart("meta");
            json.writeStringField("resourceType", "Group");
            json.writeStringField("created", time(group.created()));
            json.writeStringField("lastModified", time(group.lastModified()));
            json.writeStringField("version", "W/\"" + group.version() + "\"");
            json.writeEndObject();
            json.writeEndObject();
        }
        file.write('\n');
    }

    private void writeMembers(OrganizationId organization, Group group, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("members");
        Optional<UserId> after = Optional.empty();
        List<Member> part;
        do {
            part = members.part(organization, group.id(), after);
            for (Member member : part) {
                json.writeStartObject();
                json.writeStringField("value", member.user().toString());
                json.writeStringField("display", member.userName());
                json.writeStringField("type", "User");
                json.writeEndObject();
                after = Optional.of(member.user());
            }
        } while (part.size() == GroupMembers.PART);
        json.writeEndArray();
    }

    private static String time(Instant instant) {
        return DateTimeText.of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
