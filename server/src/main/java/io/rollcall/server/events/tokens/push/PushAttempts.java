package io.rollcall.server.events.tokens.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.PushEndpoint;
import io.rollcall.server.events.tokens.PushEndpoints;
import io.rollcall.server.events.tokens.PushRecords;
import io.rollcall.server.events.tokens.push.PushQueue.Item;
import io.rollcall.server.events.webhooks.TargetUrl;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.delivery.AttemptThreads;
import io.rollcall.server.events.webhooks.delivery.DeliveryFailure;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.limits.LogLimit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts of a server to push tokens. */
final class PushAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(PushAttempts.class);

    private final PushRecords records;
    private final PushEndpoints endpoints;
    private final Clock clock;
    private final LogLimit logLimit;
    private final AttemptThreads<Finished> threads;
    private final Map<PushOutcome.Kind, Counter> outcomes;

    PushAttempts(
            PushRecords records,
            PushEndpoints endpoints,
            WebhookConfig config,
            Clock clock,
            MeterRegistry meters,
            LogLimit logLimit,
            Runnable whenFinished) {
        this.records = records;
        this.endpoints = endpoints;
        this.clock = clock;
        this.logLimit = logLimit;
        this.threads = new AttemptThreads<>("pushes-", config, whenFinished);
        this.outcomes = Arrays.stream(PushOutcome.Kind.values())
                .collect(Collectors.toMap(Function.identity(), kind -> Counter.builder("rollcall.event.tokens.pushed")
                        .description("Attempts to push security event tokens")
                        .tag("outcome", kind.name().toLowerCase(Locale.ROOT))
                        .register(meters)));
    }

    private record Finished(PushStream stream, Item item, PushOutcome outcome, long started) {}

    /** Hands the outcomes of finished attempts to their streams. */
    void finished(Instant now) {
        for (Optional<Finished> next = threads.takeFinished(); next.isPresent(); next = threads.takeFinished()) {
            Finished one = next.get();
            one.stream.finish(one.item, one.outcome, one.started, now);
            outcomes.get(one.outcome.kind()).increment();
        }
    }

    /** Starts the attempts that a stream's pace permits. */
    void start(PushStream stream) {
        OrganizationId owner = stream.stream().owner();
        Optional<Item> next = next(stream, owner);
        while (next.isPresent()) {
            Item item = next.orElseThrow();
            threads.start(owner, () -> attempt(stream, item));
            next = next(stream, owner);
        }
    }

    private Optional<Item> next(PushStream stream, OrganizationId owner) {
        return threads.hasRoom(owner) ? stream.next(clock.instant()) : Optional.empty();
    }

    private Finished attempt(PushStream pushed, Item item) {
        long started = System.nanoTime();
        PushOutcome outcome;
        try {
            EventStream stream = pushed.stream();
            Optional<String> token = records.signed(stream, item.token());
            outcome = token.isEmpty() ? PushOutcome.GONE : push(stream.owner(), pushed.endpoint(), token.orElseThrow());
        } catch (DeliveryFailure failure) {
            outcome = PushOutcome.of(failure);
        } catch (DatabaseUnavailable gone) {
            outcome = PushOutcome.UNSENT;
        } catch (RuntimeException unexpected) {
            if (logLimit.permits(pushed.stream().owner(), pushed.stream().id(), "unexpected")) {
                LOG.warn(
                        "A push of stream {} failed unexpectedly",
                        pushed.stream().id(),
                        unexpected);
            }
            outcome = PushOutcome.of(new DeliveryFailure("The server failed; its log has the cause."));
        }
        return new Finished(pushed, item, outcome, started);
    }

    private PushOutcome push(OrganizationId owner, PushEndpoint endpoint, String token) throws DeliveryFailure {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/secevent+jwt");
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "Rollcall/1.0");
        endpoints.authorization(endpoint).ifPresent(value -> headers.put("Authorization", value));
        return PushOutcome.of(
                threads.sender()
                        .post(
                                owner,
                                TargetUrl.stored(endpoint.url()),
                                headers,
                                token.getBytes(StandardCharsets.US_ASCII)),
                clock.instant());
    }

    void tidy() {
        threads.tidy();
    }

    /** Waits for attempts in progress, and then ends them. */
    void close(Duration grace) throws InterruptedException {
        threads.close(grace);
    }
}
