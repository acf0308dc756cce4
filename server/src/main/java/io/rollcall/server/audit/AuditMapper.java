package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.HashInput;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.audit.chain.TextCommitment;
import io.rollcall.server.database.CrossOrganization;
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
    void list(AuditQuery query, Optional<UUID> first, Optional<UUID> last, RowConsumer<Row> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void find(List<UUID> ids, RowConsumer<Row> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void page(EntryKey after, Instant before, int limit, RowConsumer<Row> rows);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keys(EntryKey after, Instant before, int limit);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keysAfter(Optional<UUID> after, int limit);

    boolean hasOf(OrganizationId organizationId, AuditKind kind);

    /** The key of a row of {@code audit}. */
    record KeyRow(UUID id, Instant occurred) {
        EntryKey toKey() {
            return new EntryKey(occurred, Head.AUDIT, id);
        }
    }

    /** A row of {@code audit}; {@code organization} is null for an event of the installation. */
    record Row(
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
            Long organization,
            String organizationSlug,
            String subject,
            String detail,
            byte[] seal) {
        private static final String DOMAIN = "rollcall/audit/v1";

        /** Returns the entry for readers. It may have been altered: only verification proves its content. */
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
                    Optional.ofNullable(organization).map(OrganizationId::new),
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

        /** Returns the entry for the chain. Everything about a person is in the sealed texts. */
        ChainedEntry toChained() {
            TextCommitment sealed = new TextCommitment(seal);
            HashInput input = HashInput.of(DOMAIN)
                    .id(id)
                    .time(occurred)
                    .text(kind)
                    .text(outcome)
                    .text(actorKind)
                    .text(requestId)
                    .number(organization == null ? 0 : organization)
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
