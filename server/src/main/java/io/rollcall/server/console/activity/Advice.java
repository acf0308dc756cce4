package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import java.util.Locale;
import java.util.Optional;

/** What a refused request means in plain words, and what to do in Okta to mend it; each is a key of two texts. */
enum Advice {
    ROLE,
    VALUE,
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
    OTHER;

    /** The advice on a request that an identity provider was refused; empty for anything else. */
    static Optional<Advice> of(ActivityEntry entry) {
        return entry.kind() == ActivityKind.REQUEST_REFUSED
                ? Optional.of(of(entry.status(), entry.detail()))
                : Optional.empty();
    }

    private static Advice of(int status, String detail) {
        return switch (status) {
            case 400 -> isAboutRole(detail) ? ROLE : VALUE;
            case 403 -> ofForbidden(detail);
            case 404 -> GONE;
            case 405 -> METHOD;
            case 409 -> TAKEN;
            case 412, 428 -> STALE;
            case 413 -> TOO_LARGE;
            case 429 -> BUSY;
            default -> OTHER;
        };
    }

    /** As {@code roles.RoleCatalogue} words it. */
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
        return detail.contains("switched off") ? OFF : READ_ONLY;
    }

    /** The beginning of the keys of its texts. */
    String key() {
        return "advice." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
