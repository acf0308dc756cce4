package io.rollcall.server.scim.scimple;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.users.User;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/** Preconditions of a request on a user's entity tag (RFC 7644 section 3.14, RFC 9110 section 13). */
public record EntityTags(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    /** A tag may contain commas, so a list of tags cannot be split at commas. */
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

    /** Returns the same preconditions with another {@code If-Match}. */
    EntityTags withIfMatch(Optional<String> tags) {
        return new EntityTags(tags, ifNoneMatch);
    }

    /**
     * Returns the tag of a user's current state: its version. It is weak, because representations of the same state may differ.
     */
    public static String of(User user) {
        return of(user.version());
    }

    /** Returns the tag of a resource at that version. */
    public static String of(int version) {
        return "W/\"" + version + "\"";
    }

    /**
     * Returns whether the client already has this state.
     *
     * @throws Refusal STALE if {@code If-Match} requires another state
     */
    public boolean isCurrent(User user) {
        return isCurrent("user", user.version());
    }

    /**
     * Returns whether the client already has this state.
     *
     * @param noun what the resource is, for the message
     * @throws Refusal STALE if {@code If-Match} requires another state
     */
    public boolean isCurrent(String noun, int version) {
        requireMatch(noun, of(version));
        return ifNoneMatch.filter(tags -> matches(tags, of(version))).isPresent();
    }

    /** @throws Refusal STALE if either header forbids a write to this state */
    void requireWritable(User user) {
        requireWritable("user", user.version());
    }

    /** @throws Refusal STALE if either header forbids a write to this state */
    public void requireWritable(String noun, int version) {
        String tag = of(version);
        requireMatch(noun, tag);
        if (ifNoneMatch.filter(tags -> matches(tags, tag)).isPresent()) {
            throw Refusal.stale("If-None-Match forbids this change: the " + noun + " is at version " + tag + ".");
        }
    }

    private void requireMatch(String noun, String tag) {
        if (ifMatch.filter(tags -> !matches(tags, tag)).isPresent()) {
            throw Refusal.stale("The " + noun + " was changed meanwhile and is now at version " + tag
                    + ". Read it again, reapply the change, and send the new version in If-Match.");
        }
    }

    /** Returns whether one of a header's tags matches, by weak comparison: {@code "1"} is {@code W/"1"}. */
    public static boolean matches(String tags, String present) {
        String opaque = present.substring("W/".length());
        return tags.strip().equals("*")
                || TAG.matcher(tags).results().anyMatch(tag -> tag.group(1).equals(opaque));
    }
}
