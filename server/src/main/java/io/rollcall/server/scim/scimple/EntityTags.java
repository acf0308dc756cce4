package io.rollcall.server.scim.scimple;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.users.User;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request's preconditions against a user's weak entity tag (RFC 7644 section 3.14, RFC 9110 section 13). */
public record EntityTags(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    /** A comma may stand inside the quotes, so a list of tags is not simply cut at its commas. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    /** Returns the preconditions of a request. */
    public static EntityTags of(ContainerRequestContext request) {
        return new EntityTags(
                Optional.ofNullable(request.getHeaderString(HttpHeaders.IF_MATCH)),
                Optional.ofNullable(request.getHeaderString(HttpHeaders.IF_NONE_MATCH)));
    }

    public static EntityTags none() {
        return ifMatch(Optional.empty());
    }

    public static EntityTags ifMatch(Optional<String> tags) {
        return new EntityTags(tags, Optional.empty());
    }

    /** Returns the same with another {@code If-Match}. */
    EntityTags withIfMatch(Optional<String> tags) {
        return new EntityTags(tags, ifNoneMatch);
    }

    /** The tag of a user's present state: its version, weak because the same state may be written in different ways. */
    public static String of(User user) {
        return "W/\"" + user.version() + "\"";
    }

    /**
     * Whether the client already has this state.
     *
     * @throws Refusal STALE where {@code If-Match} asks for another state
     */
    public boolean isCurrent(User user) {
        requireMatch(user);
        return ifNoneMatch.filter(tags -> matches(tags, user)).isPresent();
    }

    /** @throws Refusal STALE where either header forbids a write to this state */
    void requireWritable(User user) {
        requireMatch(user);
        if (ifNoneMatch.filter(tags -> matches(tags, user)).isPresent()) {
            throw Refusal.stale("If-None-Match forbids this change: the user is at version " + of(user) + ".");
        }
    }

    private void requireMatch(User user) {
        if (ifMatch.filter(tags -> !matches(tags, user)).isPresent()) {
            throw Refusal.stale("The user was changed meanwhile and is now at version " + of(user)
                    + ". Read it again, apply the change to what you find, and send that version in If-Match.");
        }
    }

    private static boolean matches(String tags, User user) {
        return matches(tags, of(user));
    }

    /** Whether one of a header's tags names the same state, by weak comparison: {@code "1"} is {@code W/"1"}. */
    public static boolean matches(String tags, String present) {
        String opaque = present.substring("W/".length());
        return tags.strip().equals("*")
                || TAG.matcher(tags).results().anyMatch(tag -> tag.group(1).equals(opaque));
    }
}
