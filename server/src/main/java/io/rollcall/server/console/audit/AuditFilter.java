package io.rollcall.server.console.audit;

import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.TimeOrderedId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Filter of the audit log; invalid parameters are ignored.
 *
 * @param actor exact name of the actor; blank for any
 * @param organization the organization's slug at the time of the entry; blank for any
 * @param from not before that time, in UTC
 * @param to before that time, in UTC
 * @param before only entries before this one
 */
record AuditFilter(
        Optional<AuditKind> kind,
        Optional<AuditEntry.Outcome> outcome,
        String actor,
        String organization,
        Optional<LocalDateTime> from,
        Optional<LocalDateTime> to,
        Optional<UUID> before) {
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    static AuditFilter read(QueryString query) {
        return new AuditFilter(
                AuditKind.of(query.text("kind")),
                outcome(query.text("outcome")),
                query.text("actor"),
                query.text("organization"),
                time(query.text("from")),
                time(query.text("to")),
                TimeOrderedId.parse(query.text("before")));
    }

    private static Optional<AuditEntry.Outcome> outcome(String text) {
        return Arrays.stream(AuditEntry.Outcome.values())
                .filter(outcome -> outcome.name().equals(text))
                .findFirst();
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text))
                    .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR);
        } catch (DateTimeParseException unusual) {
            return Optional.empty();
        }
    }

    AuditQuery toQuery(int limit) {
        return new AuditQuery(
                kind,
                outcome,
                given(actor),
                given(organization),
                from.map(this::utc),
                to.map(this::utc),
                before,
                limit);
    }

    private Instant utc(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    /** Returns whether the filter excludes anything. */
    boolean narrows() {
        return !parameters().isEmpty();
    }

    boolean isOf(AuditKind one) {
        return kind.filter(one::equals).isPresent();
    }

    boolean isOf(AuditEntry.Outcome one) {
        return outcome.filter(one::equals).isPresent();
    }

    String fromField() {
        return from.map(FIELD::format).orElse("");
    }

    String toField() {
        return to.map(FIELD::format).orElse("");
    }

    private String parameters() {
        return Stream.of(
                        parameter("kind", kind.map(AuditKind::label).orElse("")),
                        parameter(
                                "outcome", outcome.map(AuditEntry.Outcome::name).orElse("")),
                        parameter("actor", actor),
                        parameter("organization", organization),
                        parameter("from", fromField()),
                        parameter("to", toField()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("&"));
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : name + "=" + ConsolePaths.encoded(value);
    }

    /** Returns the address of the newest entries. */
    String newest() {
        return narrows() ? "?" + parameters() : "";
    }

    /** Returns the address of the entries before that one. */
    String olderThan(UUID entry) {
        return "?" + parameters() + (narrows() ? "&" : "") + "before=" + entry;
    }
}
