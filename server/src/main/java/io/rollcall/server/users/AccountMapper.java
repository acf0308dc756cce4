package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code users} for operators; see AccountMapper.xml. */
interface AccountMapper {
    Optional<AccountRow> find(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<AccountRow> findByName(
            @Param("organizationId") OrganizationId organizationId, @Param("userNameKey") String userNameKey);

    List<AccountRow> list(@Param("organizationId") OrganizationId organizationId, @Param("query") AccountQuery query);
}
