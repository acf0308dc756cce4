package io.rollcall.server.users;

import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.UserProfile.UserValue;
import io.rollcall.server.users.UserRow.UserName;
import io.rollcall.server.users.query.IndexHint;
import io.rollcall.server.users.query.PageSql;
import io.rollcall.server.users.query.SqlFragment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code users} and {@code user_values}; see UserMapper.xml. */
interface UserMapper {
    /** Maximum number of rows per statement. A statement for thousands takes a hundred times the memory of its values. */
    int MAX_ROWS = 100;

    /** Inserts values in batches. Most users have one, for which a fixed statement is used. */
    default void insertValues(OrganizationId organizationId, UserId id, List<UserValue> values) {
        if (values.size() == 1) {
            insertValue(organizationId, id, values.get(0));
            return;
        }
        for (int from = 0; from < values.size(); from += MAX_ROWS) {
            insertSeveralValues(organizationId, id, values.subList(from, Math.min(values.size(), from + MAX_ROWS)));
        }
    }

    void insertValue(OrganizationId organizationId, UserId id, UserValue value);

    void insertSeveralValues(OrganizationId organizationId, UserId id, List<UserValue> values);

    void deleteValues(OrganizationId organizationId, UserId id);

    Optional<User> find(OrganizationId organizationId, UserId id);

    List<UserName> listNames(OrganizationId organizationId, List<UserId> ids);

    Optional<User> findByName(OrganizationId organizationId, String userNameKey);

    void listByExternalId(OrganizationId organizationId, String externalId, int limit, RowConsumer<UserRow> rows);

    Optional<User> findAndLock(OrganizationId organizationId, UserId id);

    /** Locks the user until the transaction ends, and returns its version. */
    Optional<Integer> lockVersion(OrganizationId organizationId, UserId id);

    /** Locks a user who has been inactive since that time or longer, and returns its version. */
    Optional<Integer> lockVersionOfInactive(OrganizationId organizationId, UserId id, Instant since);

    long countInactive(OrganizationId organizationId, Instant since);

    List<UserId> listInactive(OrganizationId organizationId, Instant since, int limit);

    Optional<ProfileRow> findProfile(OrganizationId organizationId, UserId id);

    /** Writes a user whose role stays the same. @return 0 if the user is at another version by now */
    int update(OrganizationId organizationId, UserId id, int version, UserProfile profile, Instant lastModified);

    /**
     * Writes a user with a role that the caller assigns.
     *
     * @return 0 if the user is at another version by now, or the organization maps groups to roles
     */
    int updateWithAssignedRole(
            OrganizationId organizationId, UserId id, int version, UserProfile profile, Instant lastModified);

    /**
     * Writes a user with the origin of the role.
     *
     * @param derived the role if it comes from a group or the default
     * @param given the assigned role, while a derived one takes precedence
     * @return 0 if the user is at another version by now
     */
    int updateWithOrigin(
            OrganizationId organizationId,
            UserId id,
            int version,
            UserProfile profile,
            Optional<String> derived,
            Optional<String> given,
            Instant lastModified);

    int delete(OrganizationId organizationId, UserId id, int version);

    int remove(OrganizationId organizationId, int most);

    int removeValues(OrganizationId organizationId, int most);

    void page(OrganizationId organizationId, SqlFragment where, PageSql page, RowConsumer<UserRow> rows);

    /** @param hint see {@link IndexHint} */
    long count(OrganizationId organizationId, SqlFragment where, String hint);

    long countPart(OrganizationId organizationId, SqlFragment where, PageSql page);
}
