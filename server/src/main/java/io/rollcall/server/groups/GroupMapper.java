package io.rollcall.server.groups;

import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.query.SqlFragment;
import java.util.List;
import java.util.Optional;

/** Statements on {@code user_groups}; see GroupMapper.xml. */
interface GroupMapper {
    void insert(OrganizationId organizationId, Group group);

    Optional<Group> find(OrganizationId organizationId, GroupId id);

    /** Returns the group, locked until the transaction ends. */
    Optional<Group> lock(OrganizationId organizationId, GroupId id);

    /** Returns those of the groups that exist, locked in the order of their ids until the transaction ends. */
    List<Group> lockAll(OrganizationId organizationId, List<GroupId> groups);

    void update(OrganizationId organizationId, Group group);

    void updateRole(OrganizationId organizationId, GroupId id, Optional<String> role);

    void updateGroupsDecide(OrganizationId organizationId, boolean groupsDecide);

    void delete(OrganizationId organizationId, GroupId id);

    List<Group.Placed> page(
            OrganizationId organizationId,
            SqlFragment where,
            SqlFragment start,
            SqlFragment key,
            SqlFragment order,
            int limit,
            long offset);

    long count(OrganizationId organizationId, SqlFragment where);

    int remove(OrganizationId organizationId, int most);
}
