package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.UserPrefixSearchMapper.SearchedName;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.UserSummaryMapper.UserSummaryRow;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.ComparisonOperator;
import io.rollcall.server.users.query.IndexedValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Search for users by a prefix of the userName, the family, given or display name, or an e-mail address. Each is a range scan
 * of an index, so the cost does not depend on the number of users. Only the first matches of each kind are returned; a longer
 * prefix finds others. Only the first {@link #EXAMINED} matches of each kind are filtered by status and role, because no index
 * has these in the order of a name.
 */
@Singleton
public final class UserPrefixSearch {
    /** Matches of each kind that are filtered by status and role in a few milliseconds: all, if the text is not too short. */
    public static final int EXAMINED_FIRST = 200;

    /** Maximum number of matches of each kind that are filtered by status and role. */
    public static final int EXAMINED = 1_000;

    private final Database database;

    @Inject
    public UserPrefixSearch(Database database) {
        this.database = database;
        database.register(UserPrefixSearchMapper.class);
    }

    /**
     * Returns the users with a name or an e-mail address that begins with a text, by userName.
     *
     * @param active only active, or only inactive users
     * @param matches maximum number of matches of each kind that are filtered, such as {@link #EXAMINED_FIRST}
     * @param limit the maximum number
     */
    public FoundUsers startingWith(
            OrganizationId organizationId,
            String text,
            Optional<Boolean> active,
            Optional<String> role,
            int matches,
            int limit) {
        String pattern = ComparisonOperator.STARTS_WITH.bound(CaseFolding.fold(text.strip()));
        String emails = IndexedValues.EMAILS.attribute();
        boolean filtered = active.isPresent() || role.isPresent();
        int examined = filtered ? Math.max(matches, limit) : limit;
        return database.read(tx -> {
            UserPrefixSearchMapper mapper = tx.mapper(UserPrefixSearchMapper.class);
            Map<UserId, UserSummaryRow> found = new LinkedHashMap<>();
            boolean partial = false;
            for (SearchedName name : SearchedName.values()) {
                List<UserSummaryRow> rows = mapper.byName(organizationId, name, pattern, active, role, examined, limit);
                partial |= filtered
                        && rows.size() < limit
                        && mapper.findNameAfter(organizationId, name, pattern, examined)
                                .isPresent();
                collect(rows, found);
            }
            List<UserSummaryRow> rows = mapper.byValue(organizationId, emails, pattern, active, role, examined, limit);
            partial |= filtered
                    && rows.size() < limit
                    && mapper.findValueAfter(organizationId, emails, pattern, examined)
                            .isPresent();
            collect(rows, found);
            return new FoundUsers(byUserName(found.values(), limit), partial);
        });
    }

    /**
     * Result of a search.
     *
     * @param partial whether so many names match that not all were examined for their state and role, so that further users
     *     may match
     */
    public record FoundUsers(List<UserSummary> users, boolean partial) {
        public FoundUsers {
            users = List.copyOf(users);
        }
    }

    private static List<UserSummary> byUserName(Collection<UserSummaryRow> rows, int limit) {
        // Folding a name costs more than comparing it.
        Map<UserId, String> names = new HashMap<>();
        rows.forEach(row -> names.put(row.id(), CaseFolding.fold(row.userName())));
        return rows.stream()
                .sorted(Comparator.comparing(row -> names.get(row.id())))
                .limit(limit)
                .map(UserSummaryRow::toSummary)
                .toList();
    }

    private static void collect(List<UserSummaryRow> rows, Map<UserId, UserSummaryRow> found) {
        rows.forEach(row -> found.putIfAbsent(row.id(), row));
    }

    /** Returns the newest users, or those created before one of them, the newest first. */
    public List<UserSummary> newest(OrganizationId organizationId, UserSummaryQuery query) {
        return database.read(tx -> tx.mapper(UserPrefixSearchMapper.class).newest(organizationId, query)).stream()
                .map(UserSummaryRow::toSummary)
                .toList();
    }

    /** Returns whether any user has a role. */
    public boolean anyWithRole(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(UserPrefixSearchMapper.class).anyWithRole(organizationId));
    }
}
