package io.rollcall.server.events.webhooks.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.TargetUrl;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.WebhookMessages;
import io.rollcall.server.events.webhooks.delivery.Line.Item;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.limits.LogLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts of a server to deliver events to webhooks. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    /** Age of an event in memory from which it is read again: its user may have changed, or been erased. */
    private static final Duration MAX_EVENT_AGE = Duration.ofSeconds(10);

    /** Part of the heap for messages in progress; an organization gets a quarter of it. */
    private static final long SHARE_OF_HEAP = 16;

    private static final int SHARES = 4;

    /** The event, its message, what is signed, and the request. */
    private static final int COPIES = 4;

    private final WebhookMessages messages;
    private final Clock clock;
    private final LogLimit logLimit;
    private final AttemptThreads<Finished> threads;
    private final long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    private final AtomicLong inUse = new AtomicLong();
    private final Map<OrganizationId, Long> inUseBy = new HashMap<>();
    private final Counter delivered;
    private final Counter failed;

    Attempts(
            WebhookMessages messages,
            WebhookConfig config,
            Clock clock,
            MeterRegistry meters,
            LogLimit logLimit,
            Runnable whenFinished) {
        this.messages = messages;
        this.clock = clock;
        this.logLimit = logLimit;
        this.threads = new AttemptThreads<>("webhooks-", config, whenFinished);
        this.delivered = counter(meters, "delivered");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("rollcall.webhook.attempts")
                .description("Attempts to deliver events to webhooks")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** @param length of the message in memory */
    private record Finished(Endpoint endpoint, Item item, Outcome outcome, long started, long length) {}

    /** Hands the outcomes of finished attempts to their endpoints. */
    void finished(Instant now) {
        for (Optional<Finished> next = threads.takeFinished(); next.isPresent(); next = threads.takeFinished()) {
            Finished one = next.get();
            use(one.endpoint.owner(), -one.length);
            one.endpoint.finish(one.item, one.outcome, one.started, now);
            (one.outcome.isSuccess() ? delivered : failed).increment();
        }
    }

    /** Starts the attempts that an endpoint's pace permits. */
    void start(Endpoint endpoint, LogPages pages) {
        Optional<Item> next = next(endpoint);
        while (next.isPresent()) {
            start(endpoint, next.orElseThrow(), pages);
            next = next(endpoint);
        }
    }

    private Optional<Item> next(Endpoint endpoint) {
        boolean room = inUse.get() < memory
                && inUseBy.getOrDefault(endpoint.owner(), 0L) < memory / SHARES
                && threads.hasRoom(endpoint.owner());
        return room ? endpoint.next(clock.instant()) : Optional.empty();
    }

    private void use(OrganizationId organization, long length) {
        inUse.addAndGet(length);
        inUseBy.merge(organization, length, (before, more) -> before + more == 0 ? null : before + more);
    }

    private void start(Endpoint endpoint, Item item, LogPages pages) {
        Optional<LoggedEvent> event = event(endpoint, item, pages);
        if (event.isEmpty()) {
            endpoint.drop(item);
            return;
        }
        use(endpoint.owner(), length(event.orElseThrow()));
        Webhook webhook = endpoint.webhook();
        threads.start(endpoint.owner(), () -> attempt(endpoint, webhook, item, event.orElseThrow()));
    }

    private Optional<LoggedEvent> event(Endpoint endpoint, Item item, LogPages pages) {
        Delivery delivery = item.delivery();
        try {
            return delivery.isTest()
                    ? Optional.of(messages.test(endpoint.webhook(), delivery, clock.instant()))
                    : item.event()
                            .filter(event ->
                                    clock.instant().isBefore(delivery.created().plus(MAX_EVENT_AGE)))
                            .or(() -> pages.find(endpoint.webhook(), delivery));
        } catch (RuntimeException unavailable) {
            endpoint.release(item);
            throw unavailable;
        }
    }

    private static long length(LoggedEvent event) {
        return (long) COPIES * event.length();
    }

    private Finished attempt(Endpoint endpoint, Webhook webhook, Item item, LoggedEvent event) {
        long started = System.nanoTime();
        Outcome outcome;
        try {
            byte[] body = messages.body(event);
            Map<String, String> headers = messages.headers(webhook, event.id(), body, clock.instant());
            HttpResponse response =
                    threads.sender().post(endpoint.owner(), TargetUrl.stored(webhook.url()), headers, body);
            outcome = Outcome.of(response, since(started), clock.instant());
        } catch (DeliveryFailure failure) {
            outcome = Outcome.of(failure, since(started));
        } catch (RuntimeException unexpected) {
            if (logLimit.permits(endpoint.owner(), webhook.id(), "unexpected")) {
                LOG.warn("An attempt of webhook {} failed unexpectedly", webhook.label(), unexpected);
            }
            outcome = Outcome.of(new DeliveryFailure("The server failed; its log has the cause."), since(started));
        }
        return new Finished(endpoint, item, outcome, started, length(event));
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    void tidy() {
        threads.tidy();
    }

    /** Waits for attempts in progress, and then ends them. */
    void close(Duration grace) throws InterruptedException {
        threads.close(grace);
    }
}
