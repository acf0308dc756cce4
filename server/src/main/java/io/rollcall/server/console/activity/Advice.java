package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import java.util.Locale;
import java.util.Optional;

/** Explanation of a rejected request with its remedy in Okta; each constant is the key of two texts. */
enum Advice {
    ROLE,
    VALUE,
    FILTER,
    ADDRESS,
    OFF,
    SUSPENDED,
    READ_ONLY,
    ROLE_FORBIDDEN,
    GONE,
    TAKEN,
    STALE,
    TOO_LARGE,
    BUSY,
    METHOD,
    TOKEN,
    GROUPS,
    GROUP_TAKEN,
    GROUP_MEMBER,
    GROUP_NESTED,
    GROUP_GONE,
    FAILED,
    OTHER;

    private static final int FIRST_FAILURE = 500;

    /** Returns the advice on a rejected request; empty for other entries. */
    static Optional<Advice> of(ActivityEntry entry) {
        return entry.kind() == ActivityKind.REQUEST_REFUSED ? Optional.of(ofRefusal(entry)) : Optional.empty();
    }

    private static Advice ofRefusal(ActivityEntry entry) {
        String detail = entry.detail();
        return switch (entry.status()) {
            case 400 -> ofInvalid(entry.subject(), detail);
            case 401 -> TOKEN;
            case 403 -> ofForbidden(detail);
            case 404 -> ofMissing(entry.subject(), detail);
            case 405 -> METHOD;
            case 409 -> isAboutGroups(entry.subject()) ? GROUP_TAKEN : TAKEN;
            case 412, 428 -> STALE;
            case 413 -> TOO_LARGE;
            case 429 -> BUSY;
            case 501 -> isAboutGroups(entry.subject()) ? GROUPS : OTHER;
            default -> entry.status() >= FIRST_FAILURE ? FAILED : OTHER;
        };
    }

    private static Advice ofInvalid(String request, String detail) {
        if (isAboutRole(detail)) {
            return ROLE;
        }
        if (detail.contains("there is no user with the id")) {
            return GROUP_MEMBER;
        }
        if (detail.contains("A group cannot contain groups") || detail.contains("groups in groups are not supported")) {
            return GROUP_NESTED;
        }
        return request.startsWith("GET ") || request.contains("/.search") ? FILTER : VALUE;
    }

    private static Advice ofMissing(String request, String detail) {
        if (request.contains(" /Users/")) {
            return GONE;
        }
        if (!request.contains(" /Groups/")) {
            return ADDRESS;
        }
        return detail.contains("groups are off") ? GROUPS : GROUP_GONE;
    }

    private static boolean isAboutGroups(String request) {
        return request.contains(" /Groups");
    }

    /** Returns whether the detail is a message of {@code roles.RoleCatalogue}. */
    private static boolean isAboutRole(String detail) {
        return detail.contains("is not a role of this organization") || detail.contains("is retired");
    }

    private static Advice ofForbidden(String detail) {
        if (detail.contains("cannot be given by an identity provider")) {
            return ROLE_FORBIDDEN;
        }
        if (detail.contains("suspended")) {
            return SUSPENDED;
        }
        if (detail.contains("switched off") || detail.contains("provisioning is off")) {
            return OFF;
        }
        return detail.contains("may only read") || detail.contains("is read-only") ? READ_ONLY : OTHER;
    }

    /** Returns the key of the explanation, which is the prefix of the remedy's. */
    String key() {
        return "advice." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
