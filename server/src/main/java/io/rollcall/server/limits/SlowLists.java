package io.rollcall.server.limits;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.util.function.Supplier;

/**
 * Concurrency limit of the lists of the admin API and the console together. A list whose filters an index serves reads what it
 * shows, and is not limited; one with a further filter may read all entries to find none.
 */
public final class SlowLists {
    private final ConcurrencyLimit limit;

    public SlowLists(ConcurrencyLimit limit) {
        this.limit = limit;
    }

    /**
     * Reads a list of an organization.
     *
     * @param indexed whether an index serves all of its filters
     * @throws Refusal TOO_MANY or BUSY if it is not indexed and too many such are running
     */
    public <T> T run(OrganizationId organization, boolean indexed, Supplier<T> list) {
        return indexed ? list.get() : limit.run(organization, list);
    }

    /** Reads a list of the installation, like {@link #run}. */
    public <T> T runForInstallation(boolean indexed, Supplier<T> list) {
        return indexed ? list.get() : limit.runForInstallation(list);
    }
}
