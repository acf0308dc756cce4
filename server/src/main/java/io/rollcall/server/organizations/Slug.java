package io.rollcall.server.organizations;

import io.rollcall.server.kernel.Refusal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Slug of an organization, its name in URLs: one DNS label (RFC 1035 section 2.3.1), in lower case. */
public record Slug(String value) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Set<String> RESERVED = Set.of("admin", "api", "console", "localhost", "status", "www");

    public Slug {
        if (!LABEL.matcher(value).matches()) {
            throw Refusal.invalid(
                            "The slug '" + value + "' cannot be a host name: use 1 to 63 lower-case letters, digits"
                                    + " and hyphens, with no hyphen at either end.")
                    .about("slug");
        }
        if (RESERVED.contains(value)) {
            throw Refusal.invalid("The slug '" + value + "' is reserved; choose another, such as '" + value + "-team'.")
                    .about("slug");
        }
    }

    /** Returns the slug in a host name's first label; empty if the label cannot be a slug. */
    public static Optional<Slug> ofHostLabel(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return LABEL.matcher(lower).matches() && !RESERVED.contains(lower)
                ? Optional.of(new Slug(lower))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }

    /** Former slug of a renamed organization, which still leads to it until {@code until}. */
    public record Former(Slug slug, Instant until) {}
}
