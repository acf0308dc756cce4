package io.rollcall.server.activity;

import io.rollcall.server.activity.ActivityRedaction.EntrySize;
import io.rollcall.server.activity.ActivityRedaction.EntryTexts;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** Statements on {@code activity} that find and redact entries; see RedactionMapper.xml. Redacted entries are not found again. */
interface RedactionMapper {
    List<EntrySize> listOfUser(
            @Param("organizationId") OrganizationId organizationId,
            @Param("user") UserId user,
            @Param("after") Optional<UUID> after,
            @Param("limit") int limit);

    void listOfKind(
            @Param("organizationId") OrganizationId organizationId,
            @Param("kind") ActivityKind kind,
            @Param("after") Optional<UUID> after,
            @Param("limit") int limit,
            ResultHandler<EntryTexts> rows);

    /** Reads entries, and keeps others from changing or sealing them before the transaction ends. */
    void lock(
            @Param("organizationId") OrganizationId organizationId,
            @Param("ids") List<UUID> ids,
            ResultHandler<EntryTexts> rows);

    void redact(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UUID id,
            @Param("subject") String subject,
            @Param("changes") String changes,
            @Param("seal") byte[] seal);
}
