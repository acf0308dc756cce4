package io.rollcall.server.organizations;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.LastHead;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The organizations of this installation: made, found by slug, changed, suspended; {@link OrganizationDeletion} ends them. */
@Singleton
public final class Organizations {
    /** How long another node may still see what this one changed. */
    static final Duration CACHE_TTL = Duration.ofSeconds(1);

    private static final String NAME_OWNER = "An organization";

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final Slugs slugs;
    private final BiConsumer<Transaction, OrganizationId> whenCreated;
    private final ReadThroughCache<OrganizationId, Organization> known;

    /** @param whenCreated what a new organization is given, in the transaction that makes it */
    @Inject
    public Organizations(
            Database database,
            Activity activity,
            Clock clock,
            Config config,
            BiConsumer<Transaction, OrganizationId> whenCreated) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.slugs = new Slugs(database, clock, config.oldSlugTime());
        this.whenCreated = whenCreated;
        this.known = database.copies(CACHE_TTL, id -> database.read(tx -> load(tx, id)));
        database.register(OrganizationMapper.class);
    }

    /** Adds how often the copies of a second were good enough. */
    @Inject
    public void measure(MeterRegistry meters) {
        known.measure(meters, "organizations");
    }

    /**
     * Makes an organization with SCIM provisioning on.
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
        Organization created = mapper.findBySlug(slug.value()).orElseThrow().toOrganization();
        slugs.claim(tx, created.id(), slug);
        whenCreated.accept(tx, created.id());
        activity.record(tx, created.id(), ActivityKind.ORGANIZATION_CREATED, slug.value(), actor);
        return created;
    }

    /** The organization as it was at most a second ago. */
    public Optional<Organization> find(OrganizationId id) {
        return known.get(id);
    }

    /** The organization to which the slug leads, be it its present one or a former one. */
    public Optional<Organization> find(Slug slug) {
        return database.read(tx -> slugs.find(tx, slug).flatMap(id -> load(tx, id)));
    }

    private static Optional<Organization> load(Transaction tx, OrganizationId id) {
        return tx.mapper(OrganizationMapper.class).find(id).map(OrganizationMapper.Row::toOrganization);
    }

    /** @throws Refusal NOT_FOUND if the slug leads to no organization */
    public Organization get(Slug slug) {
        return find(slug)
                .orElseThrow(() -> Refusal.notFound("There is no organization with the slug '" + slug
                        + "'. 'rollcall organization list' shows those that exist."));
    }

    public List<Organization> list() {
        return database.read(tx -> tx.mapper(OrganizationMapper.class).list()).stream()
                .map(OrganizationMapper.Row::toOrganization)
                .toList();
    }

    /**
     * A page of all organizations, by slug.
     *
     * @param text what the slug or the name contains, in any case; empty for all
     * @param after only those whose slug comes later; empty text for the first page
     * @param limit maximum number of organizations
     */
    public List<Organization> page(Optional<String> text, String after, int limit) {
        Optional<String> lower = text.map(said -> said.toLowerCase(Locale.ROOT));
        return database.read(tx -> tx.mapper(OrganizationMapper.class).page(lower, after, limit)).stream()
                .map(OrganizationMapper.Row::toOrganization)
                .toList();
    }

    /** Whether the slug is the organization's, or was and still leads to it, as of at most a second ago. */
    public boolean answersTo(Organization organization, Slug slug) {
        return organization.slug().equals(slug) || slugs.leadsTo(organization.id(), slug);
    }

    /** The slugs that the organization had and that still lead to it, the one that ends first at the top. */
    public List<Slug.Former> formerSlugs(OrganizationId id) {
        return database.read(tx -> slugs.former(tx, id));
    }

    /**
     * Gives an organization another slug; the old one leads to it for a while, and is nobody else's until then.
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

    /** Gives an organization another name for people. @throws Refusal INVALID if it is blank or too long */
    public Organization setName(OrganizationId id, String name, Actor actor) {
        String checked = DisplayName.checked(NAME_OWNER, name);
        return change(id, ActivityKind.ORGANIZATION_CHANGED, actor, before -> before.withName(checked));
    }

    /** Switches SCIM provisioning on or off. */
    public Organization setScimEnabled(OrganizationId id, boolean enabled, Actor actor) {
        return change(id, ActivityKind.ORGANIZATION_CHANGED, actor, before -> before.withScimEnabled(enabled));
    }

    /** Decides what becomes of users who leave, and of those who come back. */
    public Organization setPolicy(OrganizationId id, UnaryOperator<DeprovisioningPolicy> change, Actor actor) {
        return change(
                id,
                ActivityKind.ORGANIZATION_CHANGED,
                actor,
                before -> before.withPolicy(change.apply(before.policy())));
    }

    /** The organization as it is at this moment, for a decision that must not rest on a copy. */
    public Optional<Organization> find(Transaction tx, OrganizationId id) {
        return load(tx, id);
    }

    /** Refuses all SCIM requests of an organization and keeps its data. */
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

    /** Marks an organization as one that goes; where it is marked already, nothing changes. */
    Organization startDeletion(OrganizationId id, String confirmation, Actor actor) {
        return change(id, ActivityKind.ORGANIZATION_DELETING, actor, before -> {
            if (!before.slug().value().equals(confirmation)) {
                throw Refusal.invalid("To delete the organization '" + before.slug()
                        + "' for good, confirm with its slug '" + before.slug() + "', not '" + confirmation + "'.");
            }
            return before.withStatus(Organization.Status.DELETING);
        });
    }

    /** Returns where the chain of an organization's activity ends. */
    LastHead lastHead(OrganizationId id) {
        return activity.lastHead(id);
    }

    /**
     * Removes the organization itself, once all that belonged to it is gone, and frees its slugs.
     *
     * @param detail what the audit log says of it: a JSON object
     */
    void remove(Organization gone, String detail, Actor actor) {
        database.write(tx -> {
            // If several servers complete a deletion at once, only the first one records it.
            tx.mapper(OrganizationMapper.class)
                    .lock(gone.id())
                    .ifPresent(row ->
                            activity.recordDeletion(tx, gone.id(), gone.slug().value(), detail, actor));
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
        Organization before = mapper.lock(id)
                .orElseThrow(() -> Refusal.notFound("The organization no longer exists."))
                .toOrganization();
        Organization after = change.apply(before);
        if (after.equals(before)) {
            return before;
        }
        requireNotDeleting(before);
        if (!after.slug().equals(before.slug())) {
            slugs.claim(tx, id, after.slug());
            slugs.retire(tx, id, before.slug());
        }
        mapper.update(id, after.slug().value(), after.name(), after.scimEnabled(), after.status(), after.policy());
        activity.recordChange(
                tx,
                id,
                kind,
                after.slug().value(),
                actor,
                ComparedOrganization.of(before),
                ComparedOrganization.of(after));
        return after;
    }

    private static void requireNotDeleting(Organization organization) {
        if (organization.status() == Organization.Status.DELETING) {
            throw Refusal.conflict(
                    "The organization '" + organization.slug() + "' is being deleted and cannot be changed any more.");
        }
    }

    private void forgetCopies(OrganizationId id) {
        known.invalidate(id);
        slugs.forgetCopies();
    }

    private static Refusal slugTaken(Slug slug) {
        return Refusal.conflict("The slug '" + slug + "' is taken: an organization has it, or had it until a rename and"
                        + " is still reached by it. Choose another.")
                .about("slug");
    }

    /**
     * Settings of all organizations.
     *
     * @param oldSlugTime how long the former slug of a renamed organization still leads to it
     */
    public record Config(Duration oldSlugTime) {
        private static final int MAX_DAYS = 3_650;

        public static Config read(Settings settings) {
            return new Config(Duration.ofDays(settings.integer("organizations.old-slug-days", 0, MAX_DAYS)));
        }
    }
}
