package io.rollcall.server.events.tokens.push;

import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.PushEndpoint;
import io.rollcall.server.events.tokens.PushRecords;
import io.rollcall.server.events.tokens.PushRecords.Batch;
import io.rollcall.server.events.tokens.PushRecords.Page;
import io.rollcall.server.events.tokens.PushRecords.Taken;
import io.rollcall.server.events.tokens.PushState;
import io.rollcall.server.events.tokens.PushState.PushError;
import io.rollcall.server.events.tokens.PushToken;
import io.rollcall.server.events.tokens.push.PushQueue.Item;
import io.rollcall.server.events.webhooks.RetrySchedule;
import io.rollcall.server.events.webhooks.Webhook.Progress;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.delivery.Pace;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.limits.LogLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stream that this server pushes: its queue, its pace, and results that are not recorded yet. Used by one thread. */
final class PushStream {
    private static final Logger LOG = LoggerFactory.getLogger(PushStream.class);

    /** Results are recorded together, since each transaction costs as much as many results. */
    private static final Duration RECORD_EVERY = Duration.ofMillis(40);

    /** Until the next attempt when this server could not make a request. */
    private static final Duration AFTER_UNSENT = Duration.ofSeconds(1);

    /** Positions that are recorded without results: others' events, which are read again after a stop. */
    private static final int STEP = 1_000;

    /** Positions after the first waiting token within which others are pushed. */
    private static final long MAX_AHEAD = 100_000;

    private final EventStream stream;
    private final PushEndpoint endpoint;
    private final WebhookConfig config;
    private final int maxUnacknowledged;
    private final Pace pace;
    private final LogLimit logLimit;
    private final PushQueue queue;
    private final AtomicReference<Progress> progress;
    private final AtomicLong recordedPosition;
    private final AtomicLong recorded = new AtomicLong(System.nanoTime());
    private final AtomicLong beginsAt = new AtomicLong(System.nanoTime());
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final List<PushToken> kept = new ArrayList<>();
    private final List<PushToken> refused = new ArrayList<>();
    private final AtomicReference<Optional<PushError>> error = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> pause = new AtomicReference<>(Optional.empty());

    PushStream(Taken taken, WebhookConfig config, int maxUnacknowledged, LogLimit logLimit) {
        this.logLimit = logLimit;
        this.stream = taken.stream();
        this.endpoint = stream.settings().push().orElseThrow();
        this.config = config;
        this.maxUnacknowledged = maxUnacknowledged;
        this.pace = new Pace(config);
        this.queue = new PushQueue(stream.position(), taken.acknowledged());
        this.progress = new AtomicReference<>(state().progress());
        this.recordedPosition = new AtomicLong(stream.position());
    }

    EventStream stream() {
        return stream;
    }

    PushEndpoint endpoint() {
        return endpoint;
    }

    private PushState state() {
        return stream.push().orElseThrow();
    }

    int shard() {
        return state().shard();
    }

    /** Returns whether the stored stream is still the one that this server has taken over. */
    boolean is(EventStream stored) {
        return stored.settings().equals(stream.settings())
                && stored.push()
                        .filter(other -> other.progress().generation()
                                == state().progress().generation())
                        .isPresent();
    }

    /** Begins no more attempts; the stream is done when those in progress are. */
    void end() {
        ending.set(true);
    }

    boolean isEnding() {
        return ending.get();
    }

    boolean isIdle() {
        return running.get() == 0;
    }

    boolean isFailing() {
        return Pace.isFailing(progress.get());
    }

    void add(List<PushToken> tokens) {
        tokens.forEach(queue::add);
    }

    /** Reads the next tokens if there is room. @return whether there may be more */
    boolean read(PushRecords records) {
        boolean room = queue.waiting() < PushRecords.PAGE / 2
                && queue.span() < maxUnacknowledged
                && queue.end() - queue.position() < MAX_AHEAD;
        if (ending.get() || !room || isFailing() && queue.waiting() > 0) {
            return true;
        }
        Page page = records.read(stream, queue.end());
        add(page.tokens());
        queue.readTo(page.end());
        return page.more();
    }

    private boolean isPaused(Instant now) {
        return progress.get().pausedUntil().filter(now::isBefore).isPresent();
    }

    /** Returns the token to push now, if the pace permits one. */
    Optional<Item> next(Instant now) {
        if (ending.get()
                || beginsAt.get() - System.nanoTime() > 0
                || running.get() >= pace.concurrency(progress.get())
                || isPaused(now)
                || !pace.hasSlot()) {
            return Optional.empty();
        }
        Optional<Item> item = queue.next(now);
        item.ifPresent(started -> {
            pace.takeSlot();
            running.incrementAndGet();
        });
        return item;
    }

    /** Takes the outcome of an attempt. @param started when it began, by {@link System#nanoTime} */
    void finish(Item item, PushOutcome outcome, long started, Instant moment) {
        running.decrementAndGet();
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        switch (outcome.kind()) {
            case KEPT -> {
                kept.add(item.token());
                queue.remove(item);
                succeed(now);
            }
            case REFUSED -> {
                refuse(item, outcome, now);
                succeed(now);
            }
            case UNSENT -> {
                queue.release(item);
                beginsAt.set(System.nanoTime() + AFTER_UNSENT.toNanos());
            }
            case GONE -> {
                refused.add(item.token());
                queue.remove(item);
            }
            case FAILED -> fail(item, outcome, started, now);
        }
    }

    private void refuse(Item item, PushOutcome outcome, Instant now) {
        if (mayLog("refusal")) {
            LOG.warn(
                    "The receiver of stream {} refuses token {} for good, with status {} {}",
                    stream.id(),
                    item.token().id(),
                    outcome.status(),
                    outcome.code());
        }
        note(item, outcome, now);
        refused.add(item.token());
        queue.remove(item);
    }

    private boolean mayLog(String message) {
        return logLimit.permits(stream.owner(), stream.id(), message);
    }

    private void note(Item item, PushOutcome outcome, Instant now) {
        PushToken token = item.token();
        error.set(Optional.of(
                new PushError(now, token.id(), token.user(), outcome.status(), outcome.code(), outcome.description())));
    }

    /** A token that is refused is a success of the receiver, which is there. */
    private void succeed(Instant now) {
        if (isFailing() && mayLog("recovery")) {
            LOG.info("Tokens of stream {} are pushed to {} again", stream.id(), endpoint.origin());
        }
        if (progress.get().failures() > 0) {
            queue.hurry();
        }
        progress.updateAndGet(before -> pace.afterSuccess(before, now));
    }

    private void fail(Item item, PushOutcome outcome, long started, Instant now) {
        boolean failing = isFailing();
        progress.set(pace.afterFailure(progress.get(), now, started, outcome.retryAfter(), outcome.overloaded()));
        note(item, outcome, now);
        if (!failing && isFailing() && mayLog("failure")) {
            LOG.warn(
                    "Tokens of stream {} cannot be pushed to {} and will be tried again: status {} {}",
                    stream.id(),
                    endpoint.origin(),
                    outcome.status(),
                    outcome.code());
        }
        if (pace.isHopeless(progress.get(), now)) {
            pause();
        }
        retry(item, outcome, now);
        queue.forgetEvents();
    }

    private void pause() {
        String reason = "The endpoint failed for "
                + Plural.of(config.disableAfter().toHours(), "hour") + ". Enable the stream again to continue.";
        if (mayLog("pause")) {
            LOG.warn("Stream {} is paused: {}", stream.id(), reason);
        }
        pause.set(Optional.of(reason));
        end();
    }

    private void retry(Item item, PushOutcome outcome, Instant now) {
        Instant begun = item.begun().orElse(now);
        Optional<Instant> scheduled = RetrySchedule.next(begun, now, ThreadLocalRandom.current());
        boolean others = progress.get().lastSuccess().filter(begun::isBefore).isPresent();
        if (scheduled.isEmpty() && others) {
            refuse(item, outcome, now);
            return;
        }
        Instant regular = scheduled.orElseGet(() -> RetrySchedule.beyond(now, ThreadLocalRandom.current()));
        queue.putBack(
                item,
                begun,
                progress.get().pausedUntil().filter(regular::isBefore).orElse(regular));
    }

    /** Records results, if it is time. @return false if another server has taken over */
    boolean record(PushRecords records, boolean now) {
        boolean some = !kept.isEmpty() || !refused.isEmpty() || error.get().isPresent();
        boolean moved = queue.position() - recordedPosition.get() >= STEP;
        boolean due = now || System.nanoTime() - recorded.get() >= RECORD_EVERY.toNanos();
        if (!due || !some && !moved) {
            return true;
        }
        long position = queue.position();
        boolean saved =
                records.save(new Batch(stream, progress.get(), kept, refused, position, error.get(), pause.get()));
        List.of(kept, refused).forEach(done -> {
            queue.forgetVerifications(done.stream().map(PushToken::id).toList());
            done.clear();
        });
        error.set(Optional.empty());
        recordedPosition.set(position);
        recorded.set(System.nanoTime());
        return saved;
    }
}
