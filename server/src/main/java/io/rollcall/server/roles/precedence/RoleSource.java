package io.rollcall.server.roles.precedence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.GroupId;
import java.util.Optional;

/** Origin of a user's role. @param group the mapped group; empty for other kinds */
public record RoleSource(Kind kind, Optional<MappedGroup> group) {
    /** Kind of origin. */
    public enum Kind {
        /** The identity provider assigned the role to the user. */
        IDENTITY_PROVIDER,
        /** A group that is mapped to the role. */
        GROUP,
        /** The organization's default role. */
        DEFAULT,
        /** The user has no role. */
        NONE
    }

    /** Group that is mapped to a role. */
    public record MappedGroup(GroupId id, String displayName, String role) {}

    static RoleSource of(Kind kind) {
        return new RoleSource(kind, Optional.empty());
    }

    /** Adds {@code roleSource} and, for a group, {@code roleGroup} to the JSON form of a user. */
    public void addTo(ObjectNode json) {
        json.put("roleSource", kind.name());
        group.ifPresent(mapped ->
                json.putObject("roleGroup").put("id", mapped.id().toString()).put("displayName", mapped.displayName()));
    }

    /** Returns the origin for display. */
    public String inWords() {
        return switch (kind) {
            case IDENTITY_PROVIDER -> "assigned by the identity provider";
            case GROUP ->
                "from the group '" + group.map(MappedGroup::displayName).orElse("") + "'";
            case DEFAULT -> "default role";
            case NONE -> "";
        };
    }
}
