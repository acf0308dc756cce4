package io.rollcall.server.groups;

import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.Group.Membership;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.List;
import java.util.Optional;

/** Statements on {@code group_members}; see MembershipMapper.xml. */
interface MembershipMapper {
    /** Returns those of the users who are members. */
    List<UserId> listPresent(OrganizationId organizationId, GroupId group, List<UserId> users);

    /** Returns those of the ids who are users, and keeps them from being deleted until the transaction ends. */
    List<UserId> holdUsers(OrganizationId organizationId, List<UserId> users);

    /** Returns ids of members, in order. @param after empty for the first ones */
    List<UserId> listIds(OrganizationId organizationId, GroupId group, Optional<UserId> after, int limit);

    /** Returns ids of members of mapped groups, each once, in order. @param after empty for the first ones */
    List<UserId> listIdsOfMapped(OrganizationId organizationId, Optional<UserId> after, int limit);

    /** Returns members with their names, in the order of their ids. @param after empty for the first ones */
    List<Member> list(OrganizationId organizationId, GroupId group, Optional<UserId> after, int limit);

    /** Returns members of several groups, in the order of the groups' ids. */
    List<MemberOf> listOfGroups(OrganizationId organizationId, List<GroupId> groups, int limit);

    /** Reads the groups of several users, ordered by user and display name. */
    void listGroupsOf(OrganizationId organizationId, List<UserId> users, RowConsumer<Membership> rows);

    /** Returns the groups of a user, in the order of their ids, without a lock. */
    List<GroupId> listGroupIdsOf(OrganizationId organizationId, UserId user);

    void insert(OrganizationId organizationId, GroupId group, List<UserId> users);

    /** Removes members, and returns the number of those who were there. */
    int delete(OrganizationId organizationId, GroupId group, List<UserId> users);

    /** Returns the number of members of each group, at most {@code max}. */
    List<CountOf> listCounts(OrganizationId organizationId, List<GroupId> groups, int max);

    /** Returns the number of memberships in all groups. */
    long count(OrganizationId organizationId);

    int remove(OrganizationId organizationId, int most);

    /** Number of members of one of several groups. */
    record CountOf(GroupId group, long members) {}

    /** Member of one of several groups. */
    record MemberOf(GroupId group, Member member) {}
}
