package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.UserSummaryMapper.UserSummaryRow;
import java.util.List;
import java.util.Optional;

/** The statements on {@code users} for people who look for one; see UserPrefixSearchMapper.xml. */
interface UserPrefixSearchMapper {
    List<UserSummaryRow> byName(
            OrganizationId organizationId,
            SearchedName name,
            String pattern,
            Optional<Boolean> active,
            Optional<String> role,
            int limit);

    List<UserSummaryRow> byValue(
            OrganizationId organizationId,
            String attribute,
            String pattern,
            Optional<Boolean> active,
            Optional<String> role,
            int limit);

    List<UserSummaryRow> newest(OrganizationId organizationId, UserSummaryQuery query);

    boolean anyWithRole(OrganizationId organizationId);

    /** Name that is searched by its beginning; each has an index. */
    enum SearchedName {
        USER_NAME,
        FAMILY_NAME,
        GIVEN_NAME,
        DISPLAY_NAME
    }
}
