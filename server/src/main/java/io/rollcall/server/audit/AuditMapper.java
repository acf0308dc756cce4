package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.HashInput;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.audit.chain.TextCommitment;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Row;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code audit}; see AuditMapper.xml. Only operators read it. */
interface AuditMapper extends Retention.AgedTable {
    @CrossOrganization("the audit log is of the whole installation")
    void insert(UUID id, Instant occurred, AuditEvent event, Origin origin, String slug, byte[] seal);

    Optional<String> slug(OrganizationId organizationId);

    @CrossOrganization("the audit log is of the whole installation")
    void list(AuditQuery query, Optional<UUID> first, Optional<UUID> last, RowConsumer<EntryRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void find(List<UUID> ids, RowConsumer<EntryRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void page(EntryKey after, Instant before, int limit, RowConsumer<EntryRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keys(EntryKey after, Instant before, int limit);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keysAfter(Optional<UUID> after, int limit);

    boolean hasOf(OrganizationId organizationId, AuditKind kind);

    /** Key of a row of {@code audit}. */
    record KeyRow(UUID id, Instant occurred) {
        static KeyRow read(Row row) {
            return new KeyRow(row.uuid(1), row.instant(2));
        }

        EntryKey toKey() {
            return new EntryKey(occurred, Head.AUDIT, id);
        }
    }

    /** Row of {@code audit}; {@code organization} is empty for an event of the installation. */
    record EntryRow(
            UUID id,
            Instant occurred,
            String kind,
            String outcome,
            String actorKind,
            String actorName,
            String address,
            String userAgent,
            String requestId,
            String osUser,
            String host,
            Optional<OrganizationId> organization,
            String organizationSlug,
            String subject,
            String detail,
            byte[] seal) {
        private static final String DOMAIN = "rollcall/audit/v1";

        /** Registers the statements and their row reader. */
        static void register(Database database) {
            database.register(AuditMapper.class);
            database.register(EntryRow.class, EntryRow::read);
            database.register(KeyRow.class, KeyRow::read);
        }

        /** Reads a row by the column order of AuditMapper.xml. */
        static EntryRow read(Row row) {
            return new EntryRow(
                    row.uuid(1),
                    row.instant(2),
                    row.text(3),
                    row.text(4),
                    row.text(5),
                    row.text(6),
                    row.text(7),
                    row.text(8),
                    row.text(9),
                    row.text(10),
                    row.text(11),
                    row.optionalOrganizationId(12),
                    row.text(13),
                    row.text(14),
                    row.text(15),
                    row.bytes(16));
        }

        /** Returns the entry for display. Only verification detects altered entries. */
        AuditEntry toEntry() {
            return new AuditEntry(
                    id,
                    occurred,
                    AuditKind.of(kind).orElse(AuditKind.UNKNOWN),
                    named(AuditEntry.Outcome.class, outcome, AuditEntry.Outcome.FAILED),
                    new Actor(
                            named(Actor.Kind.class, actorKind, Actor.Kind.SYSTEM),
                            actorName,
                            address,
                            userAgent,
                            requestId),
                    new Origin(osUser, host),
                    organization,
                    organizationSlug,
                    subject,
                    detail);
        }

        private static <E extends Enum<E>> E named(Class<E> type, String name, E otherwise) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(value -> value.name().equals(name))
                    .findFirst()
                    .orElse(otherwise);
        }

        /** Returns the entry for the chain. All personal data is in the sealed texts. */
        ChainedEntry toChained() {
            TextCommitment sealed = new TextCommitment(seal);
            HashInput input = HashInput.of(DOMAIN)
                    .id(id)
                    .time(occurred)
                    .text(kind)
                    .text(outcome)
                    .text(actorKind)
                    .text(requestId)
                    .number(organization.map(OrganizationId::value).orElse(0L))
                    .text(organizationSlug)
                    .hash(sealed.commitment(List.of(actorName, address, userAgent, osUser, host, subject, detail)));
            return new ChainedEntry(
                    Head.AUDIT,
                    id,
                    occurred,
                    input.hash(),
                    sealed.isErased(),
                    false,
                    Optional.empty(),
                    detail.length());
        }
    }
}
