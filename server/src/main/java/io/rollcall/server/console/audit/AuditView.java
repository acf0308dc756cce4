package io.rollcall.server.console.audit;

import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Layout;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A page of the audit log. @param next the entry before which the next page begins */
record AuditView(Layout layout, AuditFilter filter, List<AuditEntry> entries, Optional<UUID> next) {

    String path(AuditEntry entry) {
        return ConsolePaths.below(ConsolePaths.AUDIT, entry.id().toString());
    }

    /** Returns all kinds, by the names that the page gives them. */
    List<AuditKind> kinds() {
        return Stream.of(AuditKind.values())
                .filter(kind -> AuditKind.of(kind.label()).isPresent())
                .sorted(Comparator.comparing(this::name))
                .toList();
    }

    String name(AuditKind kind) {
        return layout.t("kind." + kind.label());
    }

    List<AuditEntry.Outcome> outcomes() {
        return List.of(AuditEntry.Outcome.values());
    }

    static boolean failed(AuditEntry entry) {
        return entry.outcome() == AuditEntry.Outcome.FAILED;
    }
}
