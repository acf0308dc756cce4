package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.FormerUsers.ReusableIdentity;
import io.rollcall.server.users.UserSummaryMapper.FormerUserRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code former_users}; see FormerUserMapper.xml. */
interface FormerUserMapper {
    /** Copies a user's row, whose deletion counts as a version, and locks it until the transaction ends; returns 0 if the user is at another version. */
    int archive(OrganizationId organizationId, UserId id, int version, Instant deleted, boolean erasing);

    /**
     * Archives users as {@link #archive} does. Those at another version are left out.
     *
     * @param users a JSON array of objects with {@code organization}, {@code id} in hexadecimal, and {@code version}
     */
    @CrossOrganization("each user is looked up in its own")
    int archiveAll(String users, Instant deleted);

    /** Deletes the rows in {@code users}. @param users as for {@link #archiveAll} */
    @CrossOrganization("each user is looked up in its own")
    int deleteAll(String users);

    /** Deletes their look-up values. @param users as for {@link #archiveAll} */
    @CrossOrganization("each user is looked up in its own")
    int deleteAllValues(String users);

    /** Returns the former user to reactivate: by user name, or else by external id; the latest first. */
    Optional<ReusableIdentity> findReusable(
            OrganizationId organizationId, String userNameKey, Optional<String> externalId);

    /** Returns the latest former user with an external id. */
    Optional<ReusableIdentity> findByExternalId(OrganizationId organizationId, String externalId);

    /** Deletes a former user; returns 0 if another request was faster. */
    int take(OrganizationId organizationId, ReusableIdentity former);

    Optional<FormerUserRow> find(OrganizationId organizationId, UserId id);

    /** Returns the length of the document in bytes. */
    Optional<Long> findDocumentLength(OrganizationId organizationId, UserId id);

    Optional<String> findDocument(OrganizationId organizationId, UserId id);

    /** Returns the latest former user with a user name. */
    Optional<FormerUserRow> findByName(OrganizationId organizationId, String userNameKey);

    void list(OrganizationId organizationId, Optional<UserId> after, int limit, RowConsumer<FormerUserRow> rows);

    long countDue(OrganizationId organizationId, Instant since);

    /** Returns the number of present and former users. */
    long countAll(OrganizationId organizationId);

    List<UserId> listDue(OrganizationId organizationId, Instant since, int limit);

    /** Marks a former user; returns 0 if there is none, or none that left before {@code since}, or if they are marked already. */
    int startErasing(OrganizationId organizationId, UserId id, Optional<Instant> since);

    List<UserId> listErasing(OrganizationId organizationId, int limit);

    boolean isErasing(OrganizationId organizationId, UserId id);

    Optional<Integer> findVersion(OrganizationId organizationId, UserId id);

    Optional<Erasure.ErasingRow> findErasing(OrganizationId organizationId, UserId id);

    int endErasing(OrganizationId organizationId, UserId id);

    int remove(OrganizationId organizationId, int most);
}
