package io.rollcall.server.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.ConsumerMapper.Stored;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Named readers of events that store their position on the server, so that their lag is known. Operators and each organization
 * have their own.
 */
@Singleton
public final class EventConsumers {
    /** Stands for operators, since no organization has this number. */
    public static final OrganizationId OPERATORS = OrganizationId.INSTALLATION;

    /** Maximum number of consumers of one owner; lists are not paged, and each has a metric. */
    private static final int MAX = 100;

    private static final String NAME = "[A-Za-z0-9._-]{1,64}";

    private final Database database;
    private final EventLog log;
    private final PositionListener listener;
    private final Clock clock;
    private final Duration lagAlert;
    private final MultiGauge events;
    private final MultiGauge seconds;

    @Inject
    public EventConsumers(
            Database database,
            EventLog log,
            PositionListener listener,
            Clock clock,
            Config config,
            MeterRegistry meters) {
        this.database = database;
        this.log = log;
        this.listener = listener;
        this.clock = clock;
        this.lagAlert = config.lagAlert();
        this.events = MultiGauge.builder("rollcall.event.consumer.lag.events")
                .description("Events that a consumer has not handled yet")
                .register(meters);
        this.seconds = MultiGauge.builder("rollcall.event.consumer.lag.seconds")
                .description("Age of the oldest event that a consumer has not handled yet")
                .register(meters);
        database.register(ConsumerMapper.class);
        database.register(Stored.class, Stored::read);
    }

    /** Settings of consumers. @param lagAlert age of the oldest event not handled, above which a consumer lags */
    public record Config(Duration lagAlert) {
        private static final int MAX_SECONDS = 7 * 24 * 60 * 60;

        public static Config read(Settings settings) {
            return new Config(
                    Duration.ofSeconds(settings.integer("events.consumer-lag-alert-seconds", 1, MAX_SECONDS)));
        }
    }

    /** Listener for the positions of consumers. */
    public interface PositionListener {
        /**
         * Called in the transaction that stores a position, after it is stored.
         *
         * @param owner the organization whose consumer it is, or {@link EventConsumers#OPERATORS}
         */
        void moved(Transaction tx, OrganizationId owner, String name);
    }

    /**
     * A consumer with its lag.
     *
     * @param updated when it last stored its position
     * @param lag number of events that it has not handled yet
     * @param age of the oldest of them; zero if there is none
     */
    public record Consumer(String name, EventCursor position, Instant updated, long lag, Duration age) {
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("position", position.toString())
                    .put("updated", updated.toString())
                    .put("lagEvents", lag)
                    .put("lagSeconds", age.toSeconds());
        }
    }

    /**
     * Stores a position, and adds the consumer if it is new.
     *
     * @param owner the organization whose consumer it is; empty for an operator's
     * @throws Refusal INVALID if the name or the position is invalid, CONFLICT if the owner has too many consumers
     */
    public Consumer save(Optional<OrganizationId> owner, String name, EventCursor position) {
        if (!name.matches(NAME)) {
            throw Refusal.invalid("The name of a consumer has 1 to 64 letters, digits, '.', '_' or '-'.")
                    .about("name");
        }
        long newest = log.newest();
        if (position.position() > newest) {
            throw Refusal.invalid("The position is after the newest event. Send 'next' of a response unchanged.")
                    .about("position");
        }
        OrganizationId organization = owner.orElse(OPERATORS);
        Stored stored = new Stored(name, position.position(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        database.write(tx -> {
            ConsumerMapper mapper = tx.mapper(ConsumerMapper.class);
            if (mapper.count(organization, name) >= MAX) {
                throw Refusal.conflict("There are " + MAX + " consumers, the maximum. Delete unused ones.");
            }
            mapper.save(organization, name, stored.position(), stored.updated());
            listener.moved(tx, organization, name);
            return stored;
        });
        return measured(organization, stored, newest);
    }

    /** Returns the owner's consumers, ordered by name. */
    public List<Consumer> list(Optional<OrganizationId> owner) {
        OrganizationId organization = owner.orElse(OPERATORS);
        long newest = log.newest();
        return database.read(tx -> tx.mapper(ConsumerMapper.class).list(organization)).stream()
                .map(stored -> measured(organization, stored, newest))
                .toList();
    }

    /** Returns whether a consumer is so far behind that an administrator should look at it. */
    public boolean isLagging(Consumer consumer) {
        return consumer.age().compareTo(lagAlert) > 0;
    }

    /** Returns the owner's consumers that lag, ordered by name. */
    public List<Consumer> lagging(Optional<OrganizationId> owner) {
        OrganizationId organization = owner.orElse(OPERATORS);
        long newest = log.newest();
        return database.read(tx -> tx.mapper(ConsumerMapper.class).list(organization)).stream()
                .filter(stored -> stored.position() < newest)
                .filter(stored -> age(organization, stored.position()).compareTo(lagAlert) > 0)
                .map(stored -> measured(organization, stored, newest))
                .toList();
    }

    private Consumer measured(OrganizationId organization, Stored stored, long newest) {
        long position = stored.position();
        long behind = Math.max(0, newest - position);
        long lag = behind == 0 || organization.equals(OPERATORS)
                ? behind
                : log.countAfter(Optional.of(organization), position);
        Duration age = lag == 0 ? Duration.ZERO : age(organization, position);
        return new Consumer(stored.name(), new EventCursor(position), stored.updated(), lag, age);
    }

    /** Returns the age of the first event after a position; zero if there is none. */
    private Duration age(OrganizationId organization, long position) {
        return database.read(tx -> {
                    ConsumerMapper mapper = tx.mapper(ConsumerMapper.class);
                    return organization.equals(OPERATORS)
                            ? mapper.firstOfAllAfter(position)
                            : mapper.firstAfter(organization, position);
                })
                .map(first -> Duration.between(first, clock.instant()))
                .filter(found -> !found.isNegative())
                .orElse(Duration.ZERO);
    }

    /** Deletes a consumer. @throws Refusal NOT_FOUND if the owner has none of that name */
    public void delete(Optional<OrganizationId> owner, String name) {
        if (database.write(tx -> tx.mapper(ConsumerMapper.class).delete(owner.orElse(OPERATORS), name)) == 0) {
            throw noSuchConsumer();
        }
    }

    /** Returns the refusal of a name that no consumer has. */
    public static Refusal noSuchConsumer() {
        return Refusal.notFound("There is no consumer of that name.");
    }

    /** Removes up to {@code most} consumers of an organization that is being deleted, and returns their number. */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(ConsumerMapper.class).remove(organizationId, most));
    }

    /** Updates the metrics of operators' consumers. */
    public void measure() {
        List<Consumer> consumers = list(Optional.empty());
        events.register(rows(consumers, Consumer::lag), true);
        seconds.register(rows(consumers, consumer -> consumer.age().toSeconds()), true);
    }

    private static List<Row<?>> rows(List<Consumer> consumers, ToDoubleFunction<Consumer> value) {
        return consumers.stream()
                .<Row<?>>map(consumer -> Row.of(Tags.of("consumer", consumer.name()), value.applyAsDouble(consumer)))
                .toList();
    }
}
