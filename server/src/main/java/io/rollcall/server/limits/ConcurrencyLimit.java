package io.rollcall.server.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Refusals;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Concurrency limit for one kind of expensive work, in total and per organization. Nothing waits: work
 * above the limit is refused at once, so that it holds neither a worker nor a connection of the database.
 */
public final class ConcurrencyLimit {
    private static final String SLOW_SEARCHES = "slow_searches";
    private static final String BULK_REQUESTS = "bulk_requests";
    private static final String EXPENSIVE_PATCHES = "expensive_patches";
    private static final String SLOW_LISTS = "slow_lists";

    /** Reasons of refusals, as {@link Refusals} counts them, of limits other than {@link #ofSlowLists}. */
    public static final Set<String> REASONS = Set.of(SLOW_SEARCHES, BULK_REQUESTS, EXPENSIVE_PATCHES);

    private final ConcurrencyShares shares;
    private final Refusals refusals;
    private final String reason;
    private final String work;
    private final String remedy;
    private final Map<OrganizationId, Integer> running = new HashMap<>();

    private ConcurrencyLimit(ConcurrencyShares shares, Refusals refusals, String reason, String work, String remedy) {
        this.shares = shares;
        this.refusals = refusals;
        this.reason = reason;
        this.work = work;
        this.remedy = remedy;
    }

    /** Limits searches that read many users of the organization. */
    public static ConcurrencyLimit ofSlowSearches(ConcurrencyShares shares, Refusals refusals) {
        return new ConcurrencyLimit(
                shares,
                refusals,
                SLOW_SEARCHES,
                "slow searches",
                "Searches by 'eq' for userName or id are never limited; those for externalId or emails.value only if many"
                        + " users match.");
    }

    /** Limits bulk requests. */
    public static ConcurrencyLimit ofBulkRequests(ConcurrencyShares shares, Refusals refusals) {
        return new ConcurrencyLimit(
                shares,
                refusals,
                BULK_REQUESTS,
                "bulk requests",
                "Send bulk requests one after the other, or single requests.");
    }

    /** Limits PATCHes with many comparisons to large Users, and changes of many members of a group. */
    public static ConcurrencyLimit ofExpensivePatches(ConcurrencyShares shares, Refusals refusals) {
        return new ConcurrencyLimit(
                shares,
                refusals,
                EXPENSIVE_PATCHES,
                "expensive changes",
                "PATCHes with fewer operations, or filters with fewer terms, and changes of groups with up to 1,000 members are"
                        + " not limited.");
    }

    /** Limits access reviews, and lists of the admin API and the console whose filters no index serves together. */
    public static ConcurrencyLimit ofSlowLists(ConcurrencyShares shares, MeterRegistry meters) {
        return new ConcurrencyLimit(
                shares,
                new Refusals(meters, "admin", Set.of(SLOW_LISTS)),
                SLOW_LISTS,
                "lists with several filters or access reviews",
                "Lists with one filter are not limited.");
    }

    /**
     * Runs work for the whole installation, such as a list of the audit log, as for one organization more.
     *
     * @throws Refusal as {@link #run}
     */
    public <T> T runForInstallation(Supplier<T> task) {
        return run(OrganizationId.INSTALLATION, task);
    }

    /**
     * Runs the work of an organization.
     *
     * @throws Refusal TOO_MANY if the organization's share is in use, BUSY if that of all organizations is
     */
    public <T> T run(OrganizationId organization, Supplier<T> task) {
        begin(organization);
        try {
            return task.get();
        } finally {
            end(organization);
        }
    }

    private synchronized void begin(OrganizationId organization) {
        int own = running.getOrDefault(organization, 0);
        if (own >= shares.perOrganization()) {
            refusals.count(reason);
            throw Refusal.tooMany("The %s already runs the maximum number of %s (%d); try again when one has ended. %s"
                    .formatted(
                            organization.equals(OrganizationId.INSTALLATION) ? "installation" : "organization",
                            work,
                            own,
                            remedy));
        }
        if (total() >= shares.total()) {
            refusals.count(reason);
            throw Refusal.busy("The server is busy with other %s. Send the same request again in a moment. %s"
                    .formatted(work, remedy));
        }
        running.put(organization, own + 1);
    }

    private synchronized void end(OrganizationId organization) {
        running.computeIfPresent(organization, (key, own) -> own == 1 ? null : own - 1);
    }

    /** Returns the sum over all organizations, of which there are at most as many as the limit. */
    private int total() {
        return running.values().stream().mapToInt(Integer::intValue).sum();
    }
}
