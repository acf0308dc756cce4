package io.rollcall.server.scim.groups;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rollcall.server.groups.Group.Membership;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.StoredUser;
import io.rollcall.server.scim.scimple.UserPage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The readOnly attribute {@code groups} of Users (RFC 7643 section 4.1.2). It is read for all Users of a response at once, and only
 * if the organization has groups and the response has the attribute.
 */
public final class UserGroups {
    private static final String ATTRIBUTE = "groups";

    private final GroupMembers members;
    private final long maxLength;

    /** @param maxLength characters of the groups in a response */
    public UserGroups(GroupMembers members, long maxLength) {
        this.members = members;
        this.maxLength = maxLength;
    }

    /** Returns whether a response has the attribute. Its value changes without the version of the User. */
    public static boolean areShown(ScimCaller caller, AttributeSelection selection) {
        return caller.groups() && selection.selects(ATTRIBUTE);
    }

    /**
     * Returns the User with its groups.
     *
     * @throws ScimProblem TOO_MANY if they are too long
     */
    public StoredUser addTo(ScimCaller caller, AttributeSelection selection, StoredUser user) {
        return areShown(caller, selection)
                ? addTo(caller, List.of(user)).orElseThrow(this::tooLong).get(0)
                : user;
    }

    /** Returns the User with its groups, or without them if they are too long: the change is written, and not to be refused. */
    public StoredUser addToWritten(ScimCaller caller, AttributeSelection selection, StoredUser user) {
        return areShown(caller, selection)
                ? addTo(caller, List.of(user)).map(users -> users.get(0)).orElse(user)
                : user;
    }

    /**
     * Returns the page with the groups of its Users.
     *
     * @throws ScimProblem TOO_MANY if they are too long
     */
    public UserPage addTo(ScimCaller caller, AttributeSelection selection, UserPage page) {
        return areShown(caller, selection)
                ? page.with(addTo(caller, page.users()).orElseThrow(this::tooLong))
                : page;
    }

    private ScimProblem tooLong() {
        return new ScimProblem(
                ScimProblem.Type.TOO_MANY,
                "The groups of these Users have more than %,d characters. Request fewer Users with \"count\", or leave their"
                                .formatted(maxLength)
                        + " groups out with excludedAttributes=groups.");
    }

    private Optional<List<StoredUser>> addTo(ScimCaller caller, List<StoredUser> users) {
        GroupMembers.OfUsers found = members.ofUsers(
                caller.organization(),
                users.stream().map(user -> user.user().id()).toList(),
                maxLength);
        return found.complete() ? Optional.of(with(caller, users, found.byUser())) : Optional.empty();
    }

    private static List<StoredUser> with(
            ScimCaller caller, List<StoredUser> users, Map<UserId, List<Membership>> groups) {
        return users.stream()
                .map(user -> {
                    List<Membership> own = groups.getOrDefault(user.user().id(), List.of());
                    return own.isEmpty() ? user : user.withGroups(json(caller, own));
                })
                .toList();
    }

    /** Writes text and no tree, since a user may be in thousands of groups. */
    private static String json(ScimCaller caller, List<Membership> groups) {
        StringBuilder text = new StringBuilder();
        String before = "[{\"value\":\"";
        for (Membership group : groups) {
            text.append(before).append(group.group()).append("\",\"$ref\":\"");
            text.append(caller.baseUrl())
                    .append("/Groups/")
                    .append(group.group())
                    .append("\",\"display\":\"");
            JsonStringEncoder.getInstance().quoteAsString(group.displayName(), text);
            text.append("\",\"type\":\"direct\"}");
            before = ",{\"value\":\"";
        }
        return text.append(']').toString();
    }
}
