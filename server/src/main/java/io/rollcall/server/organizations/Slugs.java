package io.rollcall.server.organizations;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Current and former slugs of organizations, with a cache. */
final class Slugs {
    private final Database database;
    private final Clock clock;
    private final Duration oldSlugTime;
    private final ReadThroughCache<Slug, SlugMapper.Row> known;

    Slugs(Database database, Clock clock, Duration oldSlugTime) {
        this.database = database;
        this.clock = clock;
        this.oldSlugTime = oldSlugTime;
        this.known = database.copies(Organizations.CACHE_TTL, this::load);
        database.register(SlugMapper.class);
    }

    /** Returns the organization with this current or former slug. */
    Optional<OrganizationId> find(Transaction tx, Slug slug) {
        return tx.mapper(SlugMapper.class)
                .find(slug.value())
                .filter(row -> row.leadsAt(clock.instant()))
                .map(SlugMapper.Row::organizationId);
    }

    /** Returns whether the slug leads to the organization; the cached data is at most a second old. */
    boolean leadsTo(OrganizationId organization, Slug slug) {
        return known.get(slug)
                .filter(row -> row.leadsAt(clock.instant()))
                .filter(row -> row.organizationId().equals(organization))
                .isPresent();
    }

    private Optional<SlugMapper.Row> load(Slug slug) {
        return database.read(tx -> tx.mapper(SlugMapper.class).find(slug.value()));
    }

    List<Slug.Former> former(Transaction tx, OrganizationId organization) {
        return tx.mapper(SlugMapper.class).listFormer(organization, clock.instant()).stream()
                .map(row -> new Slug.Former(new Slug(row.slug()), row.retires()))
                .toList();
    }

    /** Makes the slug the organization's current one, or throws {@link DuplicateKey} if it leads to another. */
    void claim(Transaction tx, OrganizationId organization, Slug slug) {
        SlugMapper mapper = tx.mapper(SlugMapper.class);
        mapper.free(slug.value(), clock.instant());
        boolean hadIt = mapper.retire(organization, slug.value(), Optional.empty()) > 0;
        if (!hadIt) {
            mapper.insert(organization, slug.value());
        }
    }

    /** Retires a former slug: it leads to the organization until its expiry. */
    void retire(Transaction tx, OrganizationId organization, Slug slug) {
        tx.mapper(SlugMapper.class)
                .retire(organization, slug.value(), Optional.of(clock.instant().plus(oldSlugTime)));
    }

    void removeAll(Transaction tx, OrganizationId organization) {
        tx.mapper(SlugMapper.class).removeAll(organization);
    }

    /** Clears the cache; call it after the commit of a change. */
    void forgetCopies() {
        known.invalidateAll();
    }
}
