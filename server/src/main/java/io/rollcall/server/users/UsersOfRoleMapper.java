package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.precedence.RolePrecedence.Held;
import io.rollcall.server.roles.precedence.RoleSource.MappedGroup;
import java.util.List;
import java.util.Optional;

/** The statements on {@code users} by role, and on the origin of roles; see UsersOfRoleMapper.xml. */
interface UsersOfRoleMapper {
    long count(OrganizationId organizationId, String role);

    List<String> firstUserNames(OrganizationId organizationId, String role, int limit);

    /** Returns whether the document of one user with a role has that member; empty if no user has a role. */
    @CrossOrganization("the name of the attribute is the same for all organizations")
    Optional<Boolean> hasMember(String name);

    /** Returns the users with their roles, locked in the order of their ids until the transaction ends. */
    List<HolderRow> lock(OrganizationId organizationId, List<UserId> users);

    /** Returns the users with their roles. */
    List<HolderRow> list(OrganizationId organizationId, List<UserId> users);

    /** Returns the mapped groups of the users, ordered by name. */
    List<MappedRow> listMapped(OrganizationId organizationId, List<UserId> users);

    /** Returns whether groups take precedence over assigned roles; empty if there is no such organization. */
    Optional<Boolean> groupsDecide(OrganizationId organizationId);

    /** Returns 1 if any group of the organization is mapped to a role; otherwise 0. */
    int countMapped(OrganizationId organizationId);

    /** Returns the name of a group that is mapped to the role. */
    Optional<String> findMappedGroup(OrganizationId organizationId, String role);

    /** Writes the origin of a role that stays the same. */
    void updateOrigin(OrganizationId organizationId, UserId id, Optional<String> derived, Optional<String> given);

    /** A user with the role as stored. */
    record HolderRow(UserId id, int version, String userName, Held held) {
        static HolderRow read(Row row) {
            return new HolderRow(
                    row.userId(1),
                    row.number(2),
                    row.text(3),
                    new Held(row.optionalText(4), row.optionalText(5), row.optionalText(6)));
        }
    }

    /** Mapped group of one of several users. */
    record MappedRow(UserId user, MappedGroup group) {
        static MappedRow read(Row row) {
            return new MappedRow(row.userId(1), new MappedGroup(new GroupId(row.uuid(2)), row.text(3), row.text(4)));
        }
    }
}
