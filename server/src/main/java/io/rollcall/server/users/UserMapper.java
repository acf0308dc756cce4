package io.rollcall.server.users;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.query.PageSql;
import io.rollcall.server.users.query.SqlFragment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** The statements on {@code users} and {@code user_values}; see UserMapper.xml. */
interface UserMapper {
    void insert(
            @Param("organizationId") OrganizationId organizationId,
            @Param("user") User user,
            @Param("profile") UserProfile profile);

    /**
     * Inserts a user whose role that actor may give, and who has no earlier life; the role is held until the transaction
     * ends.
     *
     * @return 0, and nothing was done, where it is not so
     */
    int insertNew(
            @Param("organizationId") OrganizationId organizationId,
            @Param("user") User user,
            @Param("profile") UserProfile profile,
            @Param("byDefault") boolean byDefault,
            @Param("actor") Actor.Kind actor);

    int insertNewWithoutRole(
            @Param("organizationId") OrganizationId organizationId,
            @Param("user") User user,
            @Param("profile") UserProfile profile);

    /** One statement, however many they are; most users have one value, for which no statement has to be put together. */
    default void insertValues(OrganizationId organizationId, UserId id, List<UserValue> values) {
        if (values.size() == 1) {
            insertValue(organizationId, id, values.get(0));
        } else if (!values.isEmpty()) {
            insertSeveralValues(organizationId, id, values);
        }
    }

    void insertValue(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("value") UserValue value);

    void insertSeveralValues(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("values") List<UserValue> values);

    void deleteValues(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    Optional<User> find(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    List<UserName> listNames(@Param("organizationId") OrganizationId organizationId, @Param("ids") List<UserId> ids);

    Optional<User> findByName(
            @Param("organizationId") OrganizationId organizationId, @Param("userNameKey") String userNameKey);

    void listByExternalId(
            @Param("organizationId") OrganizationId organizationId,
            @Param("externalId") String externalId,
            @Param("limit") int limit,
            ResultHandler<UserRow> rows);

    Optional<User> findAndLock(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    /** Locks the user until the transaction ends, and returns its version. */
    Optional<Integer> lockVersion(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    /** The same of a user who has been inactive since then at the latest. */
    Optional<Integer> lockVersionOfInactive(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("since") Instant since);

    long countInactive(@Param("organizationId") OrganizationId organizationId, @Param("since") Instant since);

    List<UserId> listInactive(
            @Param("organizationId") OrganizationId organizationId,
            @Param("since") Instant since,
            @Param("limit") int limit);

    Optional<ProfileRow> findProfile(@Param("organizationId") OrganizationId organizationId, @Param("id") UserId id);

    int update(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("version") int version,
            @Param("profile") UserProfile profile,
            @Param("lastModified") Instant lastModified);

    int delete(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("version") int version);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);

    int removeValues(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);

    void page(
            @Param("organizationId") OrganizationId organizationId,
            @Param("where") SqlFragment where,
            @Param("page") PageSql page,
            ResultHandler<UserRow> rows);

    long count(@Param("organizationId") OrganizationId organizationId, @Param("where") SqlFragment where);

    long countPart(
            @Param("organizationId") OrganizationId organizationId,
            @Param("where") SqlFragment where,
            @Param("page") PageSql part);
}
