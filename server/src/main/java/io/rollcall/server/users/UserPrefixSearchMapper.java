package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code users} for people who look for one; see UserPrefixSearchMapper.xml. */
interface UserPrefixSearchMapper {
    List<UserSummaryRow> byName(
            @Param("organizationId") OrganizationId organizationId,
            @Param("name") SearchedName name,
            @Param("pattern") String pattern,
            @Param("active") Optional<Boolean> active,
            @Param("role") Optional<String> role,
            @Param("limit") int limit);

    List<UserSummaryRow> byValue(
            @Param("organizationId") OrganizationId organizationId,
            @Param("attribute") String attribute,
            @Param("pattern") String pattern,
            @Param("active") Optional<Boolean> active,
            @Param("role") Optional<String> role,
            @Param("limit") int limit);

    List<UserSummaryRow> newest(
            @Param("organizationId") OrganizationId organizationId, @Param("query") UserSummaryQuery query);

    boolean anyWithRole(@Param("organizationId") OrganizationId organizationId);
}
