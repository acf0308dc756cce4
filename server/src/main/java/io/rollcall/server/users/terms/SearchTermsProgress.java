package io.rollcall.server.users.terms;

import io.rollcall.server.database.Database;
import io.rollcall.server.users.query.SearchTerms;
import java.util.concurrent.atomic.AtomicBoolean;

/** Progress of {@link SearchTermsFill}. Until it is complete, searches read the documents of all users, as in earlier releases. */
public final class SearchTermsProgress {
    private final Database database;
    private final AtomicBoolean complete = new AtomicBoolean();

    public SearchTermsProgress(Database database) {
        this.database = database;
        database.register(SearchTermsMapper.class);
    }

    /** Returns whether the terms of all users are up to date. They stay so, since every write of a user writes its terms. */
    public boolean isComplete() {
        if (!complete.get()) {
            complete.set(database.read(tx -> tx.mapper(SearchTermsMapper.class).isComplete(SearchTerms.RULE)));
        }
        return complete.get();
    }
}
