package io.rollcall.server.groups;

import io.rollcall.server.kernel.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes of a group's members, in the order of a request. They do not depend on the members that the group has. */
public record MemberChanges(List<Step> steps) {
    /** No change. */
    public static final MemberChanges NONE = new MemberChanges(List.of());

    public MemberChanges {
        steps = List.copyOf(steps);
    }

    /** Effect of a step on the members. */
    public enum Kind {
        ADD,
        REMOVE,
        /** The given members, and no others. */
        REPLACE
    }

    /** Single change. */
    public record Step(Kind kind, Set<UserId> members) {
        public Step {
            members = new LinkedHashSet<>(members);
        }
    }

    /** Returns changes that make these the only members. */
    public static MemberChanges replacing(Collection<UserId> members) {
        return new MemberChanges(List.of(new Step(Kind.REPLACE, new LinkedHashSet<>(members))));
    }

    /** Returns the number of members that the steps name. */
    public int named() {
        return steps.stream().mapToInt(step -> step.members().size()).sum();
    }

    /** Returns whether a member that no step names may leave. */
    public boolean replace() {
        return steps.stream().anyMatch(step -> step.kind() == Kind.REPLACE);
    }

    /** Returns the combined effect: a member that is added and then removed is only removed. */
    Effect effect() {
        Optional<Set<UserId>> whole = Optional.empty();
        Map<UserId, Boolean> wanted = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.kind() == Kind.REPLACE) {
                whole = Optional.of(new LinkedHashSet<>(step.members()));
            } else if (whole.isEmpty()) {
                step.members().forEach(member -> wanted.put(member, step.kind() == Kind.ADD));
            } else if (step.kind() == Kind.ADD) {
                whole.get().addAll(step.members());
            } else {
                whole.get().removeAll(step.members());
            }
        }
        return new Effect(whole, wanted);
    }

    /**
     * Combined effect of all steps.
     *
     * @param whole all members afterwards; empty if the changes replace none
     * @param wanted whether each user is a member afterwards, of those that are named; meaningless with {@code whole}
     */
    record Effect(Optional<Set<UserId>> whole, Map<UserId, Boolean> wanted) {}
}
