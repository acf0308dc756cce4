package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.HashInput;
import io.rollcall.server.audit.chain.TextCommitment;
import io.rollcall.server.database.CrossOrganization;
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
    void page(EntryKey after, Instant before, int limit, RowConsumer<Row> rows);

    @CrossOrganization("one index of times serves all organizations, so that none has to be asked by itself")
    List<KeyRow> keys(EntryKey after, Instant before, int limit);

    void find(OrganizationId organizationId, List<UUID> ids, RowConsumer<Row> rows);

    List<KeyRow> keysOf(OrganizationId organizationId, Optional<UUID> after, int limit);

    List<UUID> users(OrganizationId organizationId, ActivityKind kind);

    int seal(OrganizationId organizationId, UUID id, byte[] seal);

    /** The key of a row of {@code activity}. */
    record KeyRow(OrganizationId organizationId, UUID id, Instant occurred) {
        EntryKey toKey() {
            return new EntryKey(occurred, organizationId, id);
        }
    }

    /** A row of {@code activity} with its seal, which is null in rows of older servers. */
    record Row(
            OrganizationId organizationId,
            UUID id,
            Instant occurred,
            String kind,
            int status,
            UserId userId,
            String subject,
            String actorKind,
            String actorName,
            String address,
            String userAgent,
            String requestId,
            String detail,
            String changes,
            byte[] seal) {
        private static final String DOMAIN = "rollcall/activity/v1";

        Row with(byte[] other) {
            return new Row(
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
                    other);
        }

        /** Returns the entry for the chain. The sealed texts are those that {@link ActivityRedaction} removes. */
        ChainedEntry toChained() {
            TextCommitment sealed = new TextCommitment(seal == null ? new byte[0] : seal);
            Optional<UUID> user = Optional.ofNullable(userId).map(UserId::value);
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
