package io.rollcall.server.scim.groups;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.kernel.DateTimeText;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.scimple.EntityTags;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writer of Groups. Members are read only if the response has them, and written part by part as text, so that a large group takes
 * the memory of its text and no tree.
 */
final class GroupWriter {
    /** Characters of a member besides the base URL, with a name of usual length. */
    private static final int MEMBER = 160;

    private final GroupMembers members;
    private final ScimJson json;
    private final WorkingMemory memory;

    GroupWriter(GroupMembers members, ScimJson json, WorkingMemory memory) {
        this.members = members;
        this.json = json;
        this.memory = memory;
    }

    /** Returns a group as UTF-8. */
    byte[] bytes(ScimCaller caller, Group group, AttributeSelection selection) {
        CountedText text = begin();
        write(text, caller, group, selection, Optional.empty());
        return text.bytes();
    }

    /** Returns the empty text of a response. */
    CountedText begin() {
        return new CountedText(memory);
    }

    /**
     * Writes groups, separated by commas, until the page is full. At least one is written if there is any.
     *
     * @return the number of written groups
     */
    int write(CountedText text, ScimCaller caller, List<Group> groups, AttributeSelection selection, long maxBytes) {
        Optional<Map<GroupId, List<Member>>> known = parts(selection).isEmpty()
                ? Optional.of(Map.of())
                : members.together(
                        caller.organization(), groups.stream().map(Group::id).toList());
        int written = 0;
        for (Group group : groups) {
            if (written > 0 && text.size() >= maxBytes) {
                break;
            }
            if (written > 0) {
                text.append(",");
            }
            write(text, caller, group, selection, known.map(all -> all.getOrDefault(group.id(), List.of())));
            written++;
        }
        return written;
    }

    /** @param known the members; empty to read them */
    private void write(
            CountedText text,
            ScimCaller caller,
            Group group,
            AttributeSelection selection,
            Optional<List<Member>> known) {
        String plain = json.text(selection.select(document(caller, group)));
        text.append(plain.substring(0, plain.length() - 1));
        Set<String> parts = parts(selection);
        if (!parts.isEmpty()) {
            String usersUrl = caller.baseUrl() + "/Users/";
            List<Member> part =
                    known.orElseGet(() -> members.part(caller.organization(), group.id(), Optional.empty()));
            String before = ",\"" + GroupSchema.MEMBERS + "\":[";
            while (!part.isEmpty()) {
                text.append(text(part, before, parts, usersUrl));
                before = ",";
                UserId last = part.get(part.size() - 1).user();
                boolean ends = known.isPresent() || part.size() < GroupMembers.PART;
                part = ends ? List.of() : members.part(caller.organization(), group.id(), Optional.of(last));
            }
            text.append(before.equals(",") ? "]" : "");
        }
        text.append("}");
    }

    private static String text(List<Member> part, String before, Set<String> parts, String usersUrl) {
        StringBuilder text = new StringBuilder(part.size() * (MEMBER + usersUrl.length()));
        String separator = before;
        for (Member member : part) {
            text.append(separator).append('{');
            int begin = text.length();
            for (String name : GroupSchema.MEMBER_PARTS) {
                if (parts.contains(name)) {
                    text.append(text.length() > begin ? ",\"" : "\"")
                            .append(name)
                            .append("\":\"");
                    appendPart(text, name, member, usersUrl);
                    text.append('"');
                }
            }
            text.append('}');
            separator = ",";
        }
        return text.toString();
    }

    private static void appendPart(StringBuilder text, String name, Member member, String usersUrl) {
        switch (name) {
            case "value" -> text.append(member.user());
            case "$ref" -> text.append(usersUrl).append(member.user());
            case "display" -> JsonStringEncoder.getInstance().quoteAsString(member.userName(), text);
            default -> text.append("User");
        }
    }

    /** Returns the selected sub-attributes of members; none if the response has no members. */
    static Set<String> parts(AttributeSelection selection) {
        ObjectNode probe = JsonNodeFactory.instance.objectNode();
        ObjectNode element = probe.putArray(GroupSchema.MEMBERS).addObject();
        GroupSchema.MEMBER_PARTS.forEach(name -> element.put(name, ""));
        Set<String> names = new TreeSet<>();
        selection
                .select(probe)
                .at("/" + GroupSchema.MEMBERS + "/0")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode document(ScimCaller caller, Group group) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", group.id().toString());
        document.putArray("schemas").add(GroupSchema.URN);
        group.profile().externalId().ifPresent(id -> document.put("externalId", id));
        document.put("displayName", group.displayName());
        document.putObject("meta")
                .put("resourceType", "Group")
                .put("created", time(group.created()))
                .put("lastModified", time(group.lastModified()))
                .put("location", location(caller, group))
                .put("version", EntityTags.of(group.version()));
        return document;
    }

    /** Returns the URL of the group. */
    static String location(ScimCaller caller, Group group) {
        return caller.baseUrl() + "/Groups/" + group.id();
    }

    private static String time(Instant instant) {
        return DateTimeText.of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
