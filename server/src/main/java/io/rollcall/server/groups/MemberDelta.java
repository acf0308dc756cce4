package io.rollcall.server.groups;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.groups.MemberChanges.Effect;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Parts;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Difference between a group's members and those that a change wants. Both sets are in the order of the ids, so that concurrent
 * transactions lock users in the same order.
 */
record MemberDelta(Set<UserId> added, Set<UserId> removed) {
    /** No difference. */
    static final MemberDelta NONE = new MemberDelta(Set.of(), Set.of());

    /** Number of ids in a statement. One for thousands takes a hundred times the memory of its values. */
    private static final int ROWS = 250;

    /** Characters of a text that takes the memory of an id in a set. */
    private static final int LENGTH = 20;

    /** Number of stored ids that are read at once. */
    private static final int READ_ROWS = 5_000;

    /** Returns all users of the difference, in the order of their ids. */
    List<UserId> users() {
        Set<UserId> users = sorted(added);
        users.addAll(removed);
        return List.copyOf(users);
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    /**
     * Computes the difference for a locked group. Only a change that replaces all members reads all of them.
     *
     * @param memory reserved for stored members, whose number no body shows
     * @throws Refusal BUSY if other requests hold too much memory
     */
    static MemberDelta of(
            Transaction tx, WorkingMemory memory, OrganizationId organization, GroupId group, MemberChanges changes) {
        MembershipMapper mapper = tx.mapper(MembershipMapper.class);
        Effect effect = changes.effect();
        if (effect.whole().isPresent()) {
            return replacing(mapper, memory, organization, group, effect.whole().get());
        }
        Set<UserId> present =
                inParts(effect.wanted().keySet(), users -> mapper.listPresent(organization, group, users));
        return new MemberDelta(
                named(effect.wanted(), user -> effect.wanted().get(user) && !present.contains(user)),
                named(effect.wanted(), user -> !effect.wanted().get(user) && present.contains(user)));
    }

    private static MemberDelta replacing(
            MembershipMapper mapper,
            WorkingMemory memory,
            OrganizationId organization,
            GroupId group,
            Set<UserId> whole) {
        Set<UserId> added = sorted(whole);
        Set<UserId> removed = sorted(Set.of());
        Optional<UserId> last = Optional.empty();
        List<UserId> stored;
        do {
            stored = mapper.listIds(organization, group, last, READ_ROWS);
            memory.reserveText((long) LENGTH * stored.size());
            for (UserId user : stored) {
                if (!added.remove(user)) {
                    removed.add(user);
                }
                last = Optional.of(user);
            }
        } while (stored.size() == READ_ROWS);
        return new MemberDelta(added, removed);
    }

    /**
     * Writes the difference.
     *
     * @throws Refusal INVALID if an added member is not a user of the organization
     */
    void write(Transaction tx, OrganizationId organization, GroupId group) {
        MembershipMapper mapper = tx.mapper(MembershipMapper.class);
        requireUsers(tx, organization);
        Parts.of(added, ROWS).forEach(users -> mapper.insert(organization, group, users));
        Parts.of(removed, ROWS).forEach(users -> mapper.delete(organization, group, users));
    }

    private void requireUsers(Transaction tx, OrganizationId organization) {
        MembershipMapper mapper = tx.mapper(MembershipMapper.class);
        Set<UserId> known = inParts(added, users -> mapper.holdUsers(organization, users));
        if (known.size() == added.size()) {
            return;
        }
        UserId unknown =
                added.stream().filter(user -> !known.contains(user)).findFirst().orElseThrow();
        boolean isGroup = tx.mapper(GroupMapper.class)
                .find(organization, new GroupId(unknown.value()))
                .isPresent();
        throw Refusal.invalid(
                isGroup
                        ? "members: " + unknown
                                + " is the id of a group. A group cannot contain groups; add their users."
                        : "members: there is no user with the id " + unknown
                                + " in this organization. Create the user first, then add it to the group.");
    }

    private static Set<UserId> named(Map<UserId, Boolean> wanted, Predicate<UserId> test) {
        return sorted(wanted.keySet().stream().filter(test).collect(Collectors.toSet()));
    }

    private static Set<UserId> sorted(Collection<UserId> users) {
        return new TreeSet<>(users);
    }

    private static Set<UserId> inParts(Set<UserId> users, Function<List<UserId>, List<UserId>> statement) {
        return Parts.of(users, ROWS)
                .flatMap(part -> statement.apply(part).stream())
                .collect(Collectors.toSet());
    }
}
