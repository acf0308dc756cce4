package io.rollcall.server.organizations;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.LastHead;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.database.Row;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.PublicUrls.HostMeaning;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Service for the organizations of this installation: creates, finds, changes and suspends them. {@link OrganizationDeletion}
 * deletes them.
 */
@Singleton
public final class Organizations {
    /** Maximum age of cached rows, and so the delay until other servers see a change. */
    static final Duration CACHE_TTL = Duration.ofSeconds(1);

    private static final String NAME_OWNER = "An organization";

    private final Database database;
    private final Activity activity;
    private final OrganizationEvents events;
    private final Clock clock;
    private final Slugs slugs;
    private final BiConsumer<Transaction, OrganizationId> whenCreated;
    private final ReadThroughCache<OrganizationId, Organization> known;

    /** @param whenCreated adds initial data, such as roles, in the transaction that creates an organization */
    @Inject
    public Organizations(
            Database database,
            Activity activity,
            Events events,
            Clock clock,
            Config config,
            BiConsumer<Transaction, OrganizationId> whenCreated) {
        this.database = database;
        this.activity = activity;
        this.events = new OrganizationEvents(events);
        this.clock = clock;
        this.slugs = new Slugs(database, clock, config.oldSlugTime());
        this.whenCreated = whenCreated;
        this.known = database.copies(CACHE_TTL, id -> database.read(tx -> load(tx, id)));
        database.register(OrganizationMapper.class);
        database.register(Organization.class, Organizations::read);
    }

    /** Adds the caches' hit and miss counters. */
    @Inject
    public void measure(MeterRegistry meters) {
        known.measure(meters, "organizations");
    }

    /**
     * Creates an organization with SCIM provisioning on.
     *
     * @throws Refusal CONFLICT if the slug is taken, INVALID if the name is blank or too long
     */
    public Organization create(Slug slug, String name, Actor actor) {
        String checked = DisplayName.checked(NAME_OWNER, name);
        try {
            return database.write(tx -> create(tx, slug, checked, actor));
        } catch (DuplicateKey taken) {
            throw slugTaken(slug);
        }
    }

    private Organization create(Transaction tx, Slug slug, String name, Actor actor) {
        OrganizationMapper mapper = tx.mapper(OrganizationMapper.class);
        mapper.insert(slug.value(), name, true, clock.instant());
        Organization created = mapper.findBySlug(slug.value()).orElseThrow();
        slugs.claim(tx, created.id(), slug);
        whenCreated.accept(tx, created.id());
        activity.record(tx, created.id(), ActivityKind.ORGANIZATION_CREATED, slug.value(), actor);
        return created;
    }

    /** Returns the organization from a cache; its data is at most a second old. */
    public Optional<Organization> find(OrganizationId id) {
        return known.get(id);
    }

    /** Returns the slug of an organization from a cache, for output. */
    public Optional<String> slug(OrganizationId id) {
        return find(id).map(Organization::slug).map(Slug::value);
    }

    /** Returns the organization with this current or former slug. */
    public Optional<Organization> find(Slug slug) {
        return database.read(tx -> slugs.find(tx, slug).flatMap(id -> load(tx, id)));
    }

    private static Organization read(Row row) {
        return new Organization(
                row.organizationId(1),
                new Slug(row.text(2)),
                row.text(3),
                row.truth(4),
                Organization.Status.valueOf(row.text(5)),
                new DeprovisioningPolicy(row.optionalNumber(6), DeprovisioningPolicy.Rehire.valueOf(row.text(7))),
                row.truth(8),
                row.instant(9),
                row.truth(10));
    }

    private static Optional<Organization> load(Transaction tx, OrganizationId id) {
        return tx.mapper(OrganizationMapper.class).find(id);
    }

    /** @throws Refusal NOT_FOUND if the slug leads to no organization */
    public Organization get(Slug slug) {
        return find(slug)
                .orElseThrow(() -> Refusal.notFound("There is no organization with the slug '" + slug
                        + "'. 'rollcall organization list' shows those that exist."));
    }

    public List<Organization> list() {
        return database.read(tx -> tx.mapper(OrganizationMapper.class).list());
    }

    /**
     * Returns a page of all organizations, ordered by slug.
     *
     * @param text part of the slug or name, case-insensitive; empty for all
     * @param after slug of the last organization of the previous page; empty text for the first page
     * @param limit maximum number of organizations
     */
    public List<Organization> page(Optional<String> text, String after, int limit) {
        Optional<String> lower = text.map(said -> said.toLowerCase(Locale.ROOT));
        return database.read(tx -> tx.mapper(OrganizationMapper.class).page(lower, after, limit));
    }

    /** Returns whether the current or former slug leads to the organization; the cached data is at most a second old. */
    public boolean answersTo(Organization organization, Slug slug) {
        return organization.slug().equals(slug) || slugs.leadsTo(organization.id(), slug);
    }

    /** Returns whether the host is the organization's own, or one that all organizations share. */
    public boolean isAt(HostMeaning host, Organization organization) {
        if (host instanceof HostMeaning.Named named) {
            return named.slug().filter(slug -> answersTo(organization, slug)).isPresent();
        }
        return host instanceof HostMeaning.Loopback || host instanceof HostMeaning.Extra;
    }

    /** Returns the former slugs that still lead to the organization, ordered by expiry. */
    public List<Slug.Former> formerSlugs(OrganizationId id) {
        return database.read(tx -> slugs.former(tx, id));
    }

    /**
     * Changes an organization's slug. The old one still leads to it, and stays reserved, for {@link Config#oldSlugTime}.
     *
     * @throws Refusal CONFLICT if the slug is taken, or the organization is being deleted
     */
    public Organization rename(OrganizationId id, Slug slug, Actor actor) {
        try {
            return change(id, ActivityKind.ORGANIZATION_RENAMED, actor, before -> before.withSlug(slug));
        } catch (DuplicateKey taken) {
            throw slugTaken(slug);
        }
    }

    /** Changes an organization's display name. @throws Refusal INVALID if it is blank or too long */
    public Organization setName(OrganizationId id, String name, Actor actor) {
        String checked = DisplayName.checked(NAME_OWNER, name);
        return change(id, ActivityKind.ORGANIZATION_CHANGED, actor, before -> before.withName(checked));
    }

    /** Switches SCIM provisioning on or off. */
    public Organization setScimEnabled(OrganizationId id, boolean enabled, Actor actor) {
        return change(id, ActivityKind.ORGANIZATION_CHANGED, actor, before -> before.withScimEnabled(enabled));
    }

    /** Switches SCIM groups on or off. Stored groups are kept, and hidden while they are off. */
    public Organization setGroupsEnabled(OrganizationId id, boolean enabled, Actor actor) {
        return change(id, ActivityKind.ORGANIZATION_CHANGED, actor, before -> before.withGroupsEnabled(enabled));
    }

    /** Accepts or refuses tokens that administrators generate; access tokens of OAuth clients are always accepted. */
    public Organization setStaticTokens(OrganizationId id, boolean accepted, Actor actor) {
        return change(id, ActivityKind.ORGANIZATION_CHANGED, actor, before -> before.withStaticTokens(accepted));
    }

    /** Changes the policy for deprovisioned users. */
    public Organization setPolicy(OrganizationId id, UnaryOperator<DeprovisioningPolicy> change, Actor actor) {
        return change(
                id,
                ActivityKind.ORGANIZATION_CHANGED,
                actor,
                before -> before.withPolicy(change.apply(before.policy())));
    }

    /** Returns the organization from the database instead of a cache. */
    public Optional<Organization> find(Transaction tx, OrganizationId id) {
        return load(tx, id);
    }

    /** Suspends an organization: its SCIM requests are refused, its data is kept. */
    public Organization suspend(OrganizationId id, Actor actor) {
        return change(
                id,
                ActivityKind.ORGANIZATION_SUSPENDED,
                actor,
                before -> before.withStatus(Organization.Status.SUSPENDED));
    }

    /** Ends a suspension. */
    public Organization resume(OrganizationId id, Actor actor) {
        return change(
                id, ActivityKind.ORGANIZATION_RESUMED, actor, before -> before.withStatus(Organization.Status.ACTIVE));
    }

    /** Marks an organization as being deleted, unless it already is. */
    Organization startDeletion(OrganizationId id, String confirmation, Actor actor) {
        return change(id, ActivityKind.ORGANIZATION_DELETING, actor, before -> {
            if (!before.slug().value().equals(confirmation)) {
                throw Refusal.invalid("To delete the organization '" + before.slug()
                        + "' for good, confirm with its slug '" + before.slug() + "', not '" + confirmation + "'.");
            }
            return before.withStatus(Organization.Status.DELETING);
        });
    }

    /** Returns the head of the hash chain of an organization's activity. */
    LastHead lastHead(OrganizationId id) {
        return activity.lastHead(id);
    }

    /**
     * Removes the organization's row and slugs, after all other data.
     *
     * @param detail details for the audit log, as a JSON object
     */
    void remove(Organization gone, String detail, Actor actor) {
        database.write(tx -> {
            // If several servers complete a deletion at once, only the first one records it.
            tx.mapper(OrganizationMapper.class).lock(gone.id()).ifPresent(row -> {
                activity.recordDeletion(tx, gone.id(), gone.slug().value(), detail, actor);
                events.deleted(tx, gone, actor);
            });
            slugs.removeAll(tx, gone.id());
            return tx.mapper(OrganizationMapper.class).delete(gone.id());
        });
        forgetCopies(gone.id());
    }

    private Organization change(OrganizationId id, ActivityKind kind, Actor actor, UnaryOperator<Organization> change) {
        Organization changed = database.write(tx -> change(tx, id, kind, actor, change));
        forgetCopies(id);
        return changed;
    }

    private Organization change(
            Transaction tx, OrganizationId id, ActivityKind kind, Actor actor, UnaryOperator<Organization> change) {
        OrganizationMapper mapper = tx.mapper(OrganizationMapper.class);
        Organization before = mapper.lock(id).orElseThrow(() -> Refusal.notFound("The organization no longer exists."));
        Organization after = change.apply(before);
        if (after.equals(before)) {
            return before;
        }
        requireNotDeleting(before);
        if (!after.slug().equals(before.slug())) {
            slugs.claim(tx, id, after.slug());
            slugs.retire(tx, id, before.slug());
        }
        mapper.update(
                id,
                after.slug().value(),
                after.name(),
                after.scimEnabled(),
                after.status(),
                after.policy(),
                after.groupsEnabled(),
                after.staticTokens());
        activity.recordChange(
                tx,
                id,
                kind,
                after.slug().value(),
                actor,
                ComparedOrganization.of(before),
                ComparedOrganization.of(after));
        events.changed(tx, kind, before, after, actor);
        return after;
    }

    private static void requireNotDeleting(Organization organization) {
        if (organization.status() == Organization.Status.DELETING) {
            throw Refusal.conflict(
                    "The organization '" + organization.slug() + "' is being deleted and can no longer be changed.");
        }
    }

    private void forgetCopies(OrganizationId id) {
        known.invalidate(id);
        slugs.forgetCopies();
    }

    private static Refusal slugTaken(Slug slug) {
        return Refusal.conflict(
                        "The slug '" + slug + "' is taken by an organization, or was its slug before a rename and"
                                + " still leads to it. Choose another.")
                .about("slug");
    }

    /**
     * Settings of all organizations.
     *
     * @param oldSlugTime time during which a former slug still leads to its organization
     */
    public record Config(Duration oldSlugTime) {
        private static final int MAX_DAYS = 3_650;

        public static Config read(Settings settings) {
            return new Config(Duration.ofDays(settings.integer("organizations.old-slug-days", 0, MAX_DAYS)));
        }
    }
}
