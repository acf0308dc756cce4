package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** Statements on {@code former_users}; see FormerUserMapper.xml. */
interface FormerUserMapper {
    /** Copies a user's row and locks it until the transaction ends; returns 0 if the user is at another version. */
    int archive(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("version") int version,
            @Param("deleted") Instant deleted,
            @Param("erasing") boolean erasing);

    /** Returns the former user to reactivate: by user name, or else by external id; the latest first. */
    Optional<ReusableIdentity> findReusable(
            @Param("organizationId") OrganizationId organizationId,
            @Param("userNameKey") String userNameKey,
            @Param("externalId") Optional<String> externalId);

    /** Returns the latest former user with an external id. */
    Optional<ReusableIdentity> findByExternalId(
            @Param("organizationId") OrganizationId organizationId, @Param("externalId") String externalId);

    int take(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<FormerUserRow> find(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    /** Returns the length of the document in bytes. */
    Optional<Long> findDocumentLength(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<String> findDocument(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    /** Returns the latest former user with a user name. */
    Optional<FormerUserRow> findByName(
            @Param("organizationId") OrganizationId organizationId, @Param("userNameKey") String userNameKey);

    void list(
            @Param("organizationId") OrganizationId organizationId,
            @Param("after") Optional<UserId> after,
            @Param("limit") int limit,
            ResultHandler<FormerUserRow> rows);

    long countDue(@Param("organizationId") OrganizationId organizationId, @Param("since") Instant since);

    /** Returns the number of present and former users. */
    long countAll(@Param("organizationId") OrganizationId organizationId);

    List<UserId> listDue(
            @Param("organizationId") OrganizationId organizationId,
            @Param("since") Instant since,
            @Param("limit") int limit);

    /** Marks a former user; returns 0 if there is none, or none that left before {@code since}, or if they are marked already. */
    int startErasing(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("since") Optional<Instant> since);

    List<UserId> listErasing(@Param("organizationId") OrganizationId organizationId, @Param("limit") int limit);

    boolean isErasing(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<Erasure.ErasingRow> findErasing(
            @Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    int endErasing(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
