package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** The statements on {@code former_users}; see FormerUserMapper.xml. */
interface FormerUserMapper {
    /** Copies a user's row, which nobody else changes before this transaction ends; 0 where the version is another. */
    int archive(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("version") int version,
            @Param("deleted") Instant deleted,
            @Param("erasing") boolean erasing);

    /** The former user of that name, or else of that external id; the latest first. */
    Optional<ReusableIdentity> findReusable(
            @Param("organizationId") OrganizationId organizationId,
            @Param("userNameKey") String userNameKey,
            @Param("externalId") Optional<String> externalId);

    /** The one who left last of those who had the external id. */
    Optional<ReusableIdentity> findByExternalId(
            @Param("organizationId") OrganizationId organizationId, @Param("externalId") String externalId);

    int take(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<FormerUserRow> find(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    /** Length of the document in bytes. */
    Optional<Long> findDocumentLength(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<String> findDocument(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    /** The one who left last of those who had the name. */
    Optional<FormerUserRow> findByName(
            @Param("organizationId") OrganizationId organizationId, @Param("userNameKey") String userNameKey);

    void list(
            @Param("organizationId") OrganizationId organizationId,
            @Param("after") Optional<UserId> after,
            @Param("limit") int limit,
            ResultHandler<FormerUserRow> rows);

    long countDue(@Param("organizationId") OrganizationId organizationId, @Param("since") Instant since);

    /** How many users the organization has, present and former ones. */
    long countAll(@Param("organizationId") OrganizationId organizationId);

    List<UserId> listDue(
            @Param("organizationId") OrganizationId organizationId,
            @Param("since") Instant since,
            @Param("limit") int limit);

    /** 0 where there is no such former user, or not since then, or where somebody else has just done so. */
    int startErasing(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("since") Optional<Instant> since);

    List<UserId> listErasing(@Param("organizationId") OrganizationId organizationId, @Param("limit") int limit);

    /** Length of the document in bytes. */
    Optional<Long> findErasingLength(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<ErasingRow> findErasing(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    int endErasing(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
