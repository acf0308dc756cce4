package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** The statements on {@code users} for operators; see UserSummaryMapper.xml. */
interface UserSummaryMapper {
    Optional<UserSummaryRow> find(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<UserSummaryRow> findByName(
            @Param("organizationId") OrganizationId organizationId, @Param("userNameKey") String userNameKey);

    /** Length of the document in bytes. */
    Optional<Long> findDocumentLength(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<String> findDocument(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    void list(
            @Param("organizationId") OrganizationId organizationId,
            @Param("query") UserSummaryQuery query,
            ResultHandler<UserSummaryRow> rows);
}
