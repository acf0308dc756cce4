package io.rollcall.server.activity;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Makes the log forget a person and keep what happened: entries stay, with their time, kind and actor, and lose what they say
 * of the person, and the salt of their seals. May be done again at any time, as where it broke off.
 */
public final class Scrub {
    /** What stands in an entry's subject instead of the person. */
    public static final String ERASED = "erased user";

    /** A cluster certifies each transaction as a whole, so each is small. */
    private static final int ENTRIES_AT_ONCE = 500;

    private final Database database;

    public Scrub(Database database) {
        this.database = database;
        database.register(ScrubMapper.class);
    }

    /** Scrubs all that was done to a user: which attributes changed is kept, their values are not. */
    public void entriesOf(OrganizationId organizationId, UserId user) {
        inBatches((mapper, after) -> {
            List<LoggedText> entries = mapper.listOfUser(organizationId, user, after, ENTRIES_AT_ONCE);
            entries.forEach(entry -> mapper.scrub(
                    organizationId,
                    entry.id(),
                    ERASED,
                    entry.changes().isEmpty() ? "" : Changes.withoutValues(entry.changes()),
                    entry.erasedSeal()));
            return entries;
        });
    }

    /**
     * Scrubs the requests that were refused in words, or at an address, that tell of the person.
     *
     * @param telling whether a text does
     */
    public void refusals(OrganizationId organizationId, Predicate<String> telling) {
        inBatches((mapper, after) -> {
            List<LoggedText> entries =
                    mapper.listOfKind(organizationId, ActivityKind.REQUEST_REFUSED, after, ENTRIES_AT_ONCE);
            entries.stream()
                    .filter(entry -> telling.test(entry.subject()) || telling.test(entry.detail()))
                    .forEach(entry -> mapper.scrub(organizationId, entry.id(), ERASED, "", entry.erasedSeal()));
            return entries;
        });
    }

    /** By key, each batch in a transaction of its own. @param batch what is done from an entry on, and to which entries */
    private void inBatches(BiFunction<ScrubMapper, Optional<UUID>, List<LoggedText>> batch) {
        Optional<UUID> after = Optional.empty();
        List<LoggedText> done;
        do {
            Optional<UUID> from = after;
            done = database.write(tx -> batch.apply(tx.mapper(ScrubMapper.class), from));
            after = done.isEmpty()
                    ? from
                    : Optional.of(done.get(done.size() - 1).id());
        } while (done.size() == ENTRIES_AT_ONCE);
    }
}
