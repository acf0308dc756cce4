package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.UserSummaryMapper.UserSummaryRow;
import java.util.List;
import java.util.Optional;

/** Statements on {@code users} of the prefix search; see UserPrefixSearchMapper.xml. */
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

    /** Name with an index for prefix searches. */
    enum SearchedName {
        USER_NAME,
        FAMILY_NAME,
        GIVEN_NAME,
        DISPLAY_NAME
    }
}
