package io.rollcall.server.importexport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.importexport.ManagerChoice.AsWritten;
import io.rollcall.server.importexport.ManagerChoice.Mapped;
import io.rollcall.server.importexport.ManagerChoice.Unknown;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.User;
import io.rollcall.server.users.UserProfile;
import io.rollcall.server.users.UserSlice.PlacedUser;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.ComparisonOperator;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.PageStart;
import io.rollcall.server.users.query.UserAttribute;
import io.rollcall.server.users.query.UserOrder;
import io.rollcall.server.users.query.UserQuery;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Look-up of imported users' managers: by id in this organization, by the id of a line of the file, by userName, and by
 * externalId. A dry run also finds users that the file would create.
 */
final class ManagerLookup {
    private static final int CACHED = 10_000;
    private static final int MAX_SHOWN = 100;

    private final Users users;
    private final OrganizationId organization;
    private final ImportedIds ids = new ImportedIds();
    private final BitSet withoutId = new BitSet();
    private final PlannedUsers planned = new PlannedUsers();
    private final AtomicBoolean complete = new AtomicBoolean();
    private final Cache<String, Optional<UserId>> found =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    ManagerLookup(Users users, OrganizationId organization) {
        this.users = users;
        this.organization = organization;
    }

    /** Records the id of a line, in the order of the file. */
    synchronized void claim(ImportedLine line) {
        String id = line.content().id();
        if (!id.isEmpty() && !ids.add(id)) {
            withoutId.set(Math.toIntExact(line.number()));
        }
    }

    /** Records the user of a line's id. */
    void note(ImportedLine line, UserId user) {
        String id = line.content().id();
        if (!id.isEmpty() && !id.equals(user.toString()) && hasOwnId(line)) {
            ids.note(id, user);
        }
    }

    private synchronized boolean hasOwnId(ImportedLine line) {
        return !withoutId.get(Math.toIntExact(line.number()));
    }

    /** Records the user that a dry run would create. */
    void plan(ImportedLine line, UserProfile user) {
        note(line, PlannedUsers.SOMEBODY);
        planned.note(user);
    }

    /** Clears negative results, since all users of the file exist now. */
    void complete() {
        complete.set(true);
        found.invalidateAll();
    }

    /**
     * Returns the new manager.
     *
     * @param written the value of the manager in the line
     * @param stored that of the stored user
     * @throws Refusal INVALID if the line names two
     */
    ManagerChoice choose(Optional<String> written, Optional<String> stored, ImportedLine.ManagerNames names) {
        if (written.isEmpty() || (written.equals(stored) && !names.areBinding())) {
            return new AsWritten();
        }
        String value = written.get();
        Optional<UserId> byValue = byValue(value);
        Optional<UserId> named = byNames(names);
        if (names.areBinding() && named.isPresent() && byValue.isPresent() && !named.equals(byValue)) {
            throw Refusal.invalid("The columns of the manager name two users: '" + value + "' is another than '"
                    + (names.userName().isEmpty() ? names.externalId() : names.userName())
                    + "'. Empty all but one of them.");
        }
        Optional<UserId> manager = byValue.or(() -> named);
        if (manager.isEmpty()) {
            return written.equals(stored) ? new AsWritten() : new Unknown(value);
        }
        return mapped(value, manager.get());
    }

    private static ManagerChoice mapped(String value, UserId user) {
        return value.equals(user.toString()) ? new AsWritten() : new Mapped(user);
    }

    private Optional<UserId> byValue(String value) {
        Optional<UserId> here = cached("id:" + value, () -> UserId.parse(value)
                .flatMap(id -> users.find(organization, id))
                .map(User::id));
        return here.or(() -> ids.find(value)).or(() -> byUserName(value)).or(() -> byExternalId(value));
    }

    private Optional<UserId> byNames(ImportedLine.ManagerNames names) {
        return Optional.of(names.userName())
                .filter(name -> !name.isEmpty())
                .flatMap(this::byUserName)
                .or(() -> Optional.of(names.externalId())
                        .filter(name -> !name.isEmpty())
                        .flatMap(this::byExternalId));
    }

    private Optional<UserId> byUserName(String name) {
        String key = CaseFolding.fold(name);
        return cached("name:" + key, () -> users.findByName(organization, key).map(User::id))
                .or(() -> planned.byUserName(key));
    }

    /** Finds a manager by externalId, only after all users exist: a second one with the same externalId may come later. */
    private Optional<UserId> byExternalId(String externalId) {
        if (!complete.get()) {
            return Optional.empty();
        }
        return cached("externalId:" + externalId, () -> {
            List<UserId> all = withExternalId(externalId);
            return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
        });
    }

    private List<UserId> withExternalId(String externalId) {
        Condition condition = new Condition.Text(UserAttribute.EXTERNAL_ID, ComparisonOperator.EQUAL, externalId);
        Stream<UserId> stored =
                users.page(organization, new UserQuery(condition, UserOrder.BY_ID, 2, PageStart.FIRST)).users().stream()
                        .map(PlacedUser::user)
                        .map(User::id);
        Stream<UserId> created =
                Collections.nCopies(planned.countByExternalId(externalId), PlannedUsers.SOMEBODY).stream();
        return Stream.concat(stored, created).toList();
    }

    private Optional<UserId> cached(String key, Supplier<Optional<UserId>> lookup) {
        return found.get(key, absent -> lookup.get());
    }

    /** Returns why no user was found, for the report. */
    String why(Unknown unknown) {
        String value = unknown.value();
        String shown =
                "The manager '" + (value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "..." : value) + "'";
        if (withExternalId(value).size() > 1) {
            return shown + " is the externalId of several users.";
        }
        return shown
                + " is not the id, userName or externalId of a user of this organization, nor the id of an imported"
                + " line.";
    }
}
