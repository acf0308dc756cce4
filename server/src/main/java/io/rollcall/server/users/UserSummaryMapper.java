package io.rollcall.server.users;

import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;

/** The statements on {@code users} for operators; see UserSummaryMapper.xml. */
interface UserSummaryMapper {
    Optional<UserSummaryRow> find(OrganizationId organizationId, UserId id);

    Optional<UserSummaryRow> findByName(OrganizationId organizationId, String userNameKey);

    /** Length of the document in bytes. */
    Optional<Long> findDocumentLength(OrganizationId organizationId, UserId id);

    Optional<String> findDocument(OrganizationId organizationId, UserId id);

    void list(OrganizationId organizationId, UserSummaryQuery query, RowConsumer<UserSummaryRow> rows);
}
