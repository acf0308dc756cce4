package io.rollcall.server.rehearsal;

import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.groups.query.GroupColumn;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.Erasure;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.UserSummary;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.ComparisonOperator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Users and groups of one rehearsal. All of their names begin with a random prefix. An id from a response is trusted only if the
 * database has that prefix for it, so that a wrong response cannot lead to a change of a real user.
 */
final class ThrowAways {
    private static final int RANDOM_BYTES = 6;
    private static final int MOST = 200;

    /** Services that look up and remove users and groups. */
    record Records(UserSummaries users, UserPrefixSearch search, Erasure erasure, Groups groups) {}

    private final Records records;
    private final OrganizationId organization;
    private final String prefix;
    private final Set<String> owned = new LinkedHashSet<>();

    ThrowAways(Records records, OrganizationId organization, SecureRandom random) {
        this.records = records;
        this.organization = organization;
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        this.prefix = "rehearsal-" + HexFormat.of().formatHex(bytes) + "-";
    }

    /** Returns a userName of this rehearsal, which is also an e-mail address that cannot exist (RFC 2606). */
    String userName(String part) {
        return prefix + part + "@example.invalid";
    }

    /** Returns a name of a group, or an external id, of this rehearsal. */
    String name(String part) {
        return prefix + part;
    }

    /** Notes the id of a user that a response reports as created. @return whether it is a user of this rehearsal */
    boolean addUser(String id) {
        return add(
                id,
                UserId.parse(id).flatMap(this::userName).filter(this::isOurs).isPresent());
    }

    /** Notes the id of a group that a response reports as created. @return whether it is a group of this rehearsal */
    boolean addGroup(String id) {
        return add(
                id,
                GroupId.parse(id)
                        .flatMap(group -> records.groups().find(organization, group))
                        .map(Group::displayName)
                        .filter(this::isOurs)
                        .isPresent());
    }

    private boolean add(String id, boolean ours) {
        if (ours) {
            owned.add(id);
        }
        return ours;
    }

    /** Returns whether this rehearsal created the user or group with that id. */
    boolean owns(String id) {
        return owned.contains(id);
    }

    private boolean isOurs(String name) {
        return name.startsWith(prefix);
    }

    private Optional<String> userName(UserId id) {
        try {
            return Optional.of(records.users().get(organization, id.toString()).userName());
        } catch (Refusal gone) {
            return Optional.empty();
        }
    }

    /** Deletes the groups, and erases the users, also those whose ids no response reported, and those that were deleted. */
    Report.Cleanup remove(Actor actor) {
        List<String> problems = new ArrayList<>();
        int groups = 0;
        int users = 0;
        try {
            for (Group group : groups()) {
                groups += attempt(
                        () -> records.groups().delete(organization, group.id(), actor, any -> {}),
                        "The group " + group.displayName() + " is left. Delete it over SCIM",
                        problems);
            }
            for (UserId id : users()) {
                users += attempt(
                        () -> records.erasure().erase(organization, id, actor),
                        "The user " + id + " is left. Erase it with 'rollcall user erase'",
                        problems);
            }
        } catch (RuntimeException failure) {
            problems.add("Users and groups whose names begin with " + prefix + " may be left: " + failure.getMessage());
        }
        return new Report.Cleanup(users, groups, problems);
    }

    private static int attempt(Runnable removal, String left, List<String> problems) {
        try {
            removal.run();
            return 1;
        } catch (RuntimeException failure) {
            problems.add(left + ": " + failure.getMessage());
            return 0;
        }
    }

    private List<Group> groups() {
        GroupCondition named = new GroupCondition.Text(
                GroupColumn.DISPLAY_NAME, ComparisonOperator.STARTS_WITH, CaseFolding.fold(prefix));
        return records
                .groups()
                .page(organization, new GroupQuery(named, GroupQuery.Order.BY_ID, MOST, 0, Optional.empty()))
                .stream()
                .map(Group.Placed::group)
                .filter(group -> isOurs(group.displayName()))
                .toList();
    }

    private Set<UserId> users() {
        Set<UserId> all = new LinkedHashSet<>();
        records
                .search()
                .startingWith(organization, prefix, Optional.empty(), Optional.empty(), MOST, MOST)
                .users()
                .stream()
                .filter(user -> isOurs(user.userName()))
                .map(UserSummary::id)
                .forEach(all::add);
        owned.stream()
                .flatMap(id -> UserId.parse(id).stream())
                .filter(id -> userName(id).filter(this::isOurs).isPresent())
                .forEach(all::add);
        return all;
    }
}
