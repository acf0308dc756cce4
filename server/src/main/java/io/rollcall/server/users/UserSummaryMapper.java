package io.rollcall.server.users;

import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import java.time.Instant;
import java.util.Optional;

/** The statements on {@code users} for operators; see UserSummaryMapper.xml. */
interface UserSummaryMapper {
    Optional<UserSummaryRow> find(OrganizationId organizationId, UserId id);

    Optional<UserSummaryRow> findByName(OrganizationId organizationId, String userNameKey);

    /** Length of the document in bytes. */
    Optional<Long> findDocumentLength(OrganizationId organizationId, UserId id);

    Optional<String> findDocument(OrganizationId organizationId, UserId id);

    void list(OrganizationId organizationId, UserSummaryQuery query, RowConsumer<UserSummaryRow> rows);

    /** A row of {@code users} without its documents; {@code externalId}, {@code role} and {@code deactivated} may be null. */
    record UserSummaryRow(
            UserId id,
            int version,
            String userName,
            String externalId,
            boolean active,
            String role,
            Instant created,
            Instant lastModified,
            Instant deactivated) {

        UserSummary toSummary() {
            return new UserSummary(
                    id,
                    active ? UserSummary.State.ACTIVE : UserSummary.State.INACTIVE,
                    userName,
                    Optional.ofNullable(externalId),
                    Optional.ofNullable(role),
                    version,
                    created,
                    lastModified,
                    Optional.ofNullable(deactivated));
        }
    }

    /** A row of {@code former_users} without its document; {@code externalId} may be null. */
    record FormerUserRow(UserId id, int version, String userName, String externalId, Instant created, Instant deleted) {

        UserSummary toSummary() {
            return new UserSummary(
                    id,
                    UserSummary.State.FORMER,
                    userName,
                    Optional.ofNullable(externalId),
                    Optional.empty(),
                    version,
                    created,
                    deleted,
                    Optional.of(deleted));
        }
    }
}
