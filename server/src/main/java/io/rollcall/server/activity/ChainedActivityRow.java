package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.HashInput;
import io.rollcall.server.audit.chain.Seal;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code activity} with its seal, which is null in rows of older servers. */
record ChainedActivityRow(
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

    ChainedActivityRow with(byte[] other) {
        return new ChainedActivityRow(
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
        Seal sealed = new Seal(seal == null ? new byte[0] : seal);
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
