package io.rollcall.server.activity;

import io.rollcall.server.activity.ActivityRedaction.EntrySize;
import io.rollcall.server.activity.ActivityRedaction.EntryTexts;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code activity} that find and redact entries; see RedactionMapper.xml. They skip redacted entries. */
interface RedactionMapper {
    List<EntrySize> listOfUser(OrganizationId organizationId, UserId user, Optional<UUID> after, int limit);

    void listOfKind(
            OrganizationId organizationId,
            ActivityKind kind,
            Optional<UUID> after,
            int limit,
            RowConsumer<EntryTexts> rows);

    /** Reads entries, and locks them against changes and sealing until the transaction ends. */
    void lock(OrganizationId organizationId, List<UUID> ids, RowConsumer<EntryTexts> rows);

    void redact(OrganizationId organizationId, UUID id, String subject, String changes, byte[] seal);
}
