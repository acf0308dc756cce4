package io.rollcall.server.organizations;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Slugs of organizations: the current one of each, and for a while its former ones. */
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

    /** The organization to which the slug leads. */
    Optional<OrganizationId> find(Transaction tx, Slug slug) {
        return tx.mapper(SlugMapper.class)
                .find(slug.value())
                .filter(row -> row.leadsAt(clock.instant()))
                .map(SlugMapper.Row::organizationId);
    }

    /** Whether the slug led to the organization at most a second ago. */
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

    /** Makes the slug the organization's present one; a duplicate key where it leads to another. */
    void claim(Transaction tx, OrganizationId organization, Slug slug) {
        SlugMapper mapper = tx.mapper(SlugMapper.class);
        mapper.free(slug.value(), clock.instant());
        boolean hadIt = mapper.retire(organization, slug.value(), Optional.empty()) > 0;
        if (!hadIt) {
            mapper.insert(organization, slug.value());
        }
    }

    /** Lets a slug, which is no longer the present one, lead to the organization for a while. */
    void retire(Transaction tx, OrganizationId organization, Slug slug) {
        tx.mapper(SlugMapper.class)
                .retire(organization, slug.value(), Optional.of(clock.instant().plus(oldSlugTime)));
    }

    void removeAll(Transaction tx, OrganizationId organization) {
        tx.mapper(SlugMapper.class).removeAll(organization);
    }

    /** To be called once what was written is committed. */
    void forgetCopies() {
        known.invalidateAll();
    }
}
