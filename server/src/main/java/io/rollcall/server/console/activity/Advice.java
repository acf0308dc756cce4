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
            case 404 -> entry.subject().contains(" /Users/") ? GONE : ADDRESS;
            case 405 -> METHOD;
            case 409 -> TAKEN;
            case 412, 428 -> STALE;
            case 413 -> TOO_LARGE;
            case 429 -> BUSY;
            case 501 -> entry.subject().contains("Groups") ? GROUPS : OTHER;
            default -> entry.status() >= FIRST_FAILURE ? FAILED : OTHER;
        };
    }

    private static Advice ofInvalid(String request, String detail) {
        if (isAboutRole(detail)) {
            return ROLE;
        }
        return request.startsWith("GET ") || request.contains("/.search") ? FILTER : VALUE;
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
