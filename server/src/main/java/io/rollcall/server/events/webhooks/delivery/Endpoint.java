package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.Delivery.Status;
import io.rollcall.server.events.webhooks.DeliveryRecords;
import io.rollcall.server.events.webhooks.DeliveryRecords.Batch;
import io.rollcall.server.events.webhooks.DeliveryRecords.Taken;
import io.rollcall.server.events.webhooks.RetrySchedule;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.Webhook.Progress;
import io.rollcall.server.events.webhooks.Webhook.State;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.delivery.Line.Item;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.limits.LogLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Endpoint that this server delivers to: its queue, its pace, and results that are not recorded yet. Used by one thread. */
final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    /** Events in a page of the log. The next page is read when fewer than half as many wait in memory. */
    private static final int WINDOW = 256;

    /** Results are recorded together, since each transaction costs as much as many results. */
    private static final Duration RECORD_EVERY = Duration.ofMillis(40);

    /** After this time without a success, failed events are due at the next one. */
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    /** Positions without results are recorded seldom: after a stop, events that are not selected are read again. */
    private static final Duration NOTE_EVERY = Duration.ofSeconds(5);

    private final WebhookConfig config;
    private final LogLimit logLimit;
    private final Pace pace;
    private final EndpointQueue queue;
    private final AtomicReference<Webhook> webhook;
    private final AtomicReference<Progress> progress;
    private final AtomicReference<State> state;
    private final AtomicReference<String> reason = new AtomicReference<>("");
    private final Deque<Delivery> requested = new ArrayDeque<>();
    private final Set<UUID> inRequest = new HashSet<>();
    private final Map<UUID, Delivery> results = new LinkedHashMap<>();
    private final List<UUID> dropped = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong recorded = new AtomicLong(System.nanoTime());

    Endpoint(Taken taken, WebhookConfig config, LogLimit logLimit) {
        this.config = config;
        this.logLimit = logLimit;
        this.pace = new Pace(config);
        this.webhook = new AtomicReference<>(taken.webhook());
        this.progress = new AtomicReference<>(taken.webhook().progress());
        this.state = new AtomicReference<>(taken.webhook().state());
        this.queue =
                new EndpointQueue(taken.pending(), taken.webhook().progress().position());
        if (taken.webhook().progress().failures() == 0) {
            queue.hurry();
        }
    }

    Webhook webhook() {
        return webhook.get();
    }

    UUID id() {
        return webhook.get().id();
    }

    /** Takes changed settings over. @return false if the endpoint must be taken over again */
    boolean refresh(Webhook stored) {
        boolean same = stored.progress().generation() == progress.get().generation()
                && stored.isEnabled() == webhook.get().isEnabled();
        if (same) {
            webhook.set(stored);
        }
        return same;
    }

    boolean isActive() {
        return state.get() == State.ENABLED;
    }

    boolean isIdle() {
        return running.get() == 0 && results.isEmpty() && dropped.isEmpty();
    }

    boolean isFailing() {
        return Pace.isFailing(progress.get());
    }

    int running() {
        return running.get();
    }

    /** Returns the position to read from, if there is room for more events. */
    Optional<Long> readsFrom(Instant now) {
        boolean room = queue.outstanding() < WINDOW / 2 && queue.stored() < config.maxPending();
        return isActive() && room && !isPaused(now) ? Optional.of(queue.end()) : Optional.empty();
    }

    /** Returns the number of failed deliveries in memory, with those behind them. */
    int pending() {
        return queue.stored();
    }

    static int window() {
        return WINDOW;
    }

    /** Returns the number of characters of the events in memory. */
    long length() {
        return queue.length();
    }

    /** Returns whose share of memory the events in progress use. */
    OrganizationId owner() {
        return webhook.get().organization().orElse(OrganizationId.INSTALLATION);
    }

    /** Adds a page of the log. @param room number of characters of events that may stay in memory */
    void add(List<LoggedEvent> events, long end, Instant now, long room) {
        long most = queue.length() + room;
        Webhook selecting = webhook.get();
        events.stream().filter(selecting::selects).forEach(event -> {
            Delivery delivery = Delivery.of(event, selecting.id(), now);
            if (queue.add(event, delivery, queue.length() + event.length() <= most)) {
                results.put(delivery.id(), delivery);
            }
        });
        queue.readTo(end);
    }

    /** Continues at the oldest retained event, as the position is no longer retained. */
    void skipTo(long beginning) {
        if (mayLog("oldest")) {
            LOG.warn(
                    "Webhook {} was disabled for longer than events are retained: it continues with the oldest one",
                    webhook.get().label());
        }
        queue.readTo(beginning);
    }

    /** Adds a test or repeated delivery, unless it is known already. */
    void request(Delivery delivery) {
        if (inRequest.add(delivery.id())) {
            requested.addLast(delivery);
        }
    }

    private boolean isPaused(Instant now) {
        return progress.get().pausedUntil().filter(now::isBefore).isPresent();
    }

    /** Returns the delivery to attempt now, if the endpoint's pace permits one. */
    Optional<Item> next(Instant now) {
        if (!isActive()) {
            return Optional.empty();
        }
        Delivery wanted = requested.pollFirst();
        if (wanted != null) {
            running.incrementAndGet();
            return Optional.of(new Item(wanted, Optional.empty(), true));
        }
        if (running.get() >= pace.concurrency(progress.get()) || isPaused(now) || !pace.hasSlot()) {
            return Optional.empty();
        }
        Optional<Item> item = queue.next(now);
        item.ifPresent(started -> {
            pace.takeSlot();
            running.incrementAndGet();
        });
        return item;
    }

    /** Puts a delivery back whose attempt did not begin. */
    void release(Item item) {
        running.decrementAndGet();
        if (inRequest.contains(item.delivery().id())) {
            requested.addFirst(item.delivery());
        } else {
            queue.release(item);
        }
    }

    /** Takes the outcome of an attempt. @param started when it began, by {@link System#nanoTime} */
    void finish(Item item, Outcome outcome, long started, Instant moment) {
        running.decrementAndGet();
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        Delivery delivery = item.delivery();
        boolean single = inRequest.contains(delivery.id());
        if (outcome.isSuccess()) {
            save(delivery.after(outcome.attempt(), Status.DELIVERED, Optional.empty(), now));
            if (!single) {
                queue.remove(item);
            }
            succeed(now);
            return;
        }
        if (single) {
            save(delivery.after(outcome.attempt(), Status.FAILED, Optional.empty(), now));
        }
        fail(outcome, started, now);
        if (!single) {
            retry(item, outcome, now);
        }
    }

    private boolean mayLog(String message) {
        return logLimit.permits(owner(), id(), message);
    }

    private void succeed(Instant now) {
        if (isFailing() && mayLog("recovery")) {
            LOG.info("Events are sent to webhook {} again", webhook.get().label());
        }
        if (isFailing() || isBack(now)) {
            queue.hurry();
        }
        progress.updateAndGet(before -> pace.afterSuccess(before, now));
    }

    /** Returns whether this success is the first for a while; an endpoint that refuses only some events has others between. */
    private boolean isBack(Instant now) {
        Progress before = progress.get();
        return before.failures() > 0
                && before.lastSuccess()
                        .filter(last -> last.plus(OUTAGE).isAfter(now))
                        .isEmpty();
    }

    private void fail(Outcome outcome, long started, Instant now) {
        boolean failing = isFailing();
        progress.set(pace.afterFailure(progress.get(), now, started, outcome.retryAfter(), outcome.isOverloaded()));
        if (!failing && isFailing() && mayLog("failure")) {
            LOG.warn(
                    "Events cannot be sent to webhook {} and will be tried again: {}",
                    webhook.get().label(),
                    outcome.attempt().error());
        }
        if (outcome.isGone()) {
            disable(State.GONE, "It answered 410.");
        } else if (pace.isHopeless(progress.get(), now)) {
            disable(
                    State.FAILED,
                    "It failed for " + Plural.of(config.disableAfter().toHours(), "hour") + ".");
        }
    }

    private void disable(State disabled, String why) {
        if (mayLog("disabled")) {
            LOG.warn(
                    "Webhook {} is disabled: {} Events wait until it is enabled again",
                    webhook.get().label(),
                    why);
        }
        state.set(disabled);
        reason.set(why);
    }

    private void retry(Item item, Outcome outcome, Instant now) {
        Delivery delivery = item.delivery();
        Instant first = delivery.firstAttempt().orElse(now);
        Optional<Instant> scheduled = RetrySchedule.next(first, now, ThreadLocalRandom.current());
        boolean others = progress.get().lastSuccess().filter(first::isBefore).isPresent();
        if (scheduled.isEmpty() && others) {
            save(delivery.after(outcome.attempt(), Status.FAILED, Optional.empty(), now));
            queue.remove(item);
            return;
        }
        Instant regular = scheduled.orElseGet(() -> RetrySchedule.beyond(now, ThreadLocalRandom.current()));
        Instant due = progress.get().pausedUntil().filter(regular::isBefore).orElse(regular);
        Delivery failed = delivery.after(outcome.attempt(), Status.PENDING, Optional.of(due), now);
        queue.putBack(item, failed).forEach(this::save);
    }

    private void save(Delivery delivery) {
        results.put(delivery.id(), delivery);
    }

    /** Drops a delivery whose event is no longer retained, before its attempt. */
    void drop(Item item) {
        running.decrementAndGet();
        dropped.add(item.delivery().id());
        if (!inRequest.contains(item.delivery().id())) {
            queue.remove(item);
        }
    }

    /** Records results, if it is time. @return false if another server has taken over, or a replay began */
    boolean record(DeliveryRecords records, boolean now) {
        long position = queue.position();
        boolean some = !results.isEmpty()
                || !dropped.isEmpty()
                || state.get() != webhook.get().state();
        boolean moved = position != progress.get().position();
        Duration since = Duration.ofNanos(System.nanoTime() - recorded.get());
        boolean due = now || since.compareTo(some ? RECORD_EVERY : NOTE_EVERY) >= 0;
        if (!due || !some && !moved) {
            return true;
        }
        Progress reached = progress.updateAndGet(before -> before.at(position));
        boolean saved = records.save(
                new Batch(webhook.get(), reached, state.get(), List.copyOf(results.values()), dropped, reason.get()));
        inRequest.removeAll(results.keySet());
        dropped.forEach(inRequest::remove);
        webhook.updateAndGet(stored -> stored.with(state.get()));
        results.clear();
        dropped.clear();
        recorded.set(System.nanoTime());
        return saved;
    }
}
