package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.HashInput;
import io.rollcall.server.audit.chain.TextCommitment;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code activity} for its chains; see ActivityChainMapper.xml. */
interface ActivityChainMapper {
    @CrossOrganization("the operator verifies the chains of all organizations")
    List<OrganizationId> organizations();

    @CrossOrganization("one index of times serves all organizations, so that none has to be asked by itself")
    void page(EntryKey after, Instant before, int limit, RowConsumer<EntryRow> rows);

    @CrossOrganization("one index of times serves all organizations, so that none has to be asked by itself")
    List<KeyRow> keys(EntryKey after, Instant before, int limit);

    void find(OrganizationId organizationId, List<UUID> ids, RowConsumer<EntryRow> rows);

    List<KeyRow> keysOf(OrganizationId organizationId, Optional<UUID> after, int limit);

    List<UUID> users(OrganizationId organizationId, ActivityKind kind);

    int seal(OrganizationId organizationId, UUID id, byte[] seal);

    /** Key of a row of {@code activity}. */
    record KeyRow(OrganizationId organizationId, UUID id, Instant occurred) {
        static KeyRow read(Row row) {
            return new KeyRow(row.organizationId(1), row.uuid(2), row.instant(3));
        }

        EntryKey toKey() {
            return new EntryKey(occurred, organizationId, id);
        }
    }

    /** Row of {@code activity} with its seal, which is empty in rows of older servers. */
    record EntryRow(
            OrganizationId organizationId,
            UUID id,
            Instant occurred,
            String kind,
            int status,
            Optional<UserId> userId,
            String subject,
            String actorKind,
            String actorName,
            String address,
            String userAgent,
            String requestId,
            String detail,
            String changes,
            Optional<byte[]> seal) {
        private static final String DOMAIN = "rollcall/activity/v1";

        /** Reads a row by the column order of ActivityChainMapper.xml, for speed: each written entry is read here once. */
        static EntryRow read(Row row) {
            return new EntryRow(
                    row.organizationId(1),
                    row.uuid(2),
                    row.instant(3),
                    row.text(4),
                    row.number(5),
                    row.optionalUserId(6),
                    row.text(7),
                    row.text(8),
                    row.text(9),
                    row.text(10),
                    row.text(11),
                    row.text(12),
                    row.text(13),
                    row.text(14),
                    row.optionalBytes(15));
        }

        EntryRow with(byte[] other) {
            return new EntryRow(
                    organizationId,
                    id,
                    occurred,
                    kind,
                    status,
                    userId,
                    subject,
                    actorKind,
                    actorName,
                    address,
                    userAgent,
                    requestId,
                    detail,
                    changes,
                    Optional.of(other));
        }

        /** Returns the entry for the chain. The sealed texts are those that {@link ActivityRedaction} removes. */
        ChainedEntry toChained() {
            TextCommitment sealed = new TextCommitment(seal.orElseGet(() -> new byte[0]));
            Optional<UUID> user = userId.map(UserId::value);
            HashInput input = HashInput.of(DOMAIN)
                    .number(organizationId.value())
                    .id(id)
                    .time(occurred)
                    .text(kind)
                    .number(status)
                    .id(user)
                    .text(actorKind)
                    .text(actorName)
                    .text(address)
                    .text(userAgent)
                    .text(requestId)
                    .hash(sealed.commitment(texts(subject, detail, changes)));
            boolean erased = sealed.isErased();
            return new ChainedEntry(
                    organizationId, id, occurred, input.hash(), erased, erased && isCleared(), user, changes.length());
        }

        /** Returns the texts of an entry in the order in which they are sealed. */
        static List<String> texts(String subject, String detail, String changes) {
            return List.of(subject, detail, changes);
        }

        private boolean isCleared() {
            return subject.equals(ActivityRedaction.ERASED) && detail.isEmpty() && Changes.areWithoutValues(changes);
        }
    }
}
