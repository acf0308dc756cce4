package io.rollcall.server.organizations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.DuplicateKey;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The organizations of this installation: made, found by slug, listed. */
public final class Organizations {
    /** How long another node may still see what this one changed. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final int LONGEST_NAME = 255;

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final BiConsumer<Transaction, OrganizationId> whenCreated;
    private final Cache<OrganizationId, Organization> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

    /** @param whenCreated what a new organization is given, in the transaction that makes it */
    public Organizations(
            Database database, Activity activity, Clock clock, BiConsumer<Transaction, OrganizationId> whenCreated) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.whenCreated = whenCreated;
        database.register(OrganizationMapper.class);
    }

    /**
     * Makes an organization with SCIM provisioning on.
     *
     * @throws Refusal CONFLICT where the slug is taken, INVALID where the name is blank or too long
     */
    public Organization create(Slug slug, String name, Actor actor) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("An organization's name has 1 to " + LONGEST_NAME + " characters.");
        }
        try {
            return database.write(tx -> create(tx, slug, name, actor));
        } catch (DuplicateKey taken) {
            throw Refusal.conflict("There is already an organization with the slug '" + slug + "'.");
        }
    }

    private Organization create(Transaction tx, Slug slug, String name, Actor actor) {
        OrganizationMapper mapper = tx.mapper(OrganizationMapper.class);
        mapper.insert(slug.value(), name, true, clock.instant());
        Organization created = mapper.findBySlug(slug.value()).orElseThrow().toOrganization();
        whenCreated.accept(tx, created.id());
        activity.record(tx, created.id(), ActivityKind.ORGANIZATION_CREATED, slug.value(), actor);
        return created;
    }

    /** The organization as it was at most a second ago. */
    public Optional<Organization> find(OrganizationId id) {
        return Optional.ofNullable(known.get(id, this::load));
    }

    public Optional<Organization> find(Slug slug) {
        return database.read(tx -> tx.mapper(OrganizationMapper.class).findBySlug(slug.value()))
                .map(OrganizationRow::toOrganization);
    }

    /** @throws Refusal NOT_FOUND where no organization has that slug */
    public Organization get(Slug slug) {
        return find(slug)
                .orElseThrow(() -> Refusal.notFound("There is no organization with the slug '" + slug
                        + "'. 'rollcall organization list' shows those that exist."));
    }

    public List<Organization> list() {
        return database.read(tx -> tx.mapper(OrganizationMapper.class).list()).stream()
                .map(OrganizationRow::toOrganization)
                .toList();
    }

    private Organization load(OrganizationId id) {
        return database.read(tx -> tx.mapper(OrganizationMapper.class).find(id))
                .map(OrganizationRow::toOrganization)
                .orElse(null);
    }
}
