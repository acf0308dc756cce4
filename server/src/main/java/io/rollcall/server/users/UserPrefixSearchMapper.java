package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.UserSummaryMapper.UserSummaryRow;
import java.util.List;
import java.util.Optional;

/** Statements on {@code users} of the prefix search; see UserPrefixSearchMapper.xml. */
interface UserPrefixSearchMapper {
    /** Returns the first matches with the state and role, of the first {@code examined} matches. */
    List<UserSummaryRow> byName(
            OrganizationId organizationId,
            SearchedName name,
            String pattern,
            Optional<Boolean> active,
            Optional<String> role,
            int examined,
            int limit);

    /** Returns the match after the first {@code examined}, of any state and role; empty if there is none. */
    Optional<UserId> findNameAfter(OrganizationId organizationId, SearchedName name, String pattern, int examined);

    /** Returns what {@link #byName} does, for a value of a multi-valued attribute. */
    List<UserSummaryRow> byValue(
            OrganizationId organizationId,
            String attribute,
            String pattern,
            Optional<Boolean> active,
            Optional<String> role,
            int examined,
            int limit);

    Optional<UserId> findValueAfter(OrganizationId organizationId, String attribute, String pattern, int examined);

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
