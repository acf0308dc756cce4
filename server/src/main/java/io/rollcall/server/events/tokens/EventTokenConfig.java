package io.rollcall.server.events.tokens;

import io.rollcall.server.config.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of security event tokens.
 *
 * @param enabled whether receivers can have streams; only with events
 * @param announced when the ServiceProviderConfig lists the events; some client libraries refuse attributes they do not know
 * @param keyAge age after which a signing key is replaced; zero for never
 * @param published time for which a replaced key is published
 * @param maxStreams maximum number of streams of one owner
 * @param maxPushed maximum number of streams of all owners that are pushed
 * @param maxTokens maximum number of tokens in a response
 * @param maxUnacknowledged events from the first unacknowledged one within which a stream delivers
 * @param maxWait longest time that a poll waits for a token
 * @param minVerification shortest time between two verifications of a stream
 * @param maxBodyBytes maximum size of a receiver's request
 */
public record EventTokenConfig(
        boolean enabled,
        Announced announced,
        Duration keyAge,
        Duration published,
        int maxStreams,
        int maxPushed,
        int maxTokens,
        int maxUnacknowledged,
        Duration maxWait,
        Duration minVerification,
        int maxBodyBytes) {
    private static final int MAX_DAYS = 3_650;
    private static final int MAX_STREAMS = 1_000;
    private static final int MAX_PUSHED = 10_000;
    private static final int MAX_TOKENS = 500;
    private static final int MAX_WINDOW = 10_000;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_WAIT_SECONDS = 60;
    private static final int MIN_BODY = 4_096;
    private static final int MAX_BODY = 1_048_576;

    public static EventTokenConfig read(Settings settings) {
        boolean events = settings.flag("events.enabled");
        boolean tokens = settings.flag("events.tokens.enabled");
        return new EventTokenConfig(
                events && tokens,
                announced(settings, events && tokens),
                Duration.ofDays(settings.integer("events.tokens.key-days", 0, MAX_DAYS)),
                Duration.ofDays(settings.integer("events.tokens.key-published-days", 1, MAX_DAYS)),
                settings.integer("events.tokens.max-streams", 1, MAX_STREAMS),
                settings.integer("events.tokens.max-pushed", 0, MAX_PUSHED),
                settings.integer("events.tokens.max-tokens", 1, MAX_TOKENS),
                settings.integer("events.tokens.max-unacknowledged", MAX_TOKENS, MAX_WINDOW),
                Duration.ofSeconds(settings.integer("events.tokens.max-wait-seconds", 0, MAX_WAIT_SECONDS)),
                Duration.ofSeconds(settings.integer("events.tokens.min-verification-seconds", 0, MAX_SECONDS)),
                settings.integer("events.tokens.max-body-bytes", MIN_BODY, MAX_BODY));
    }

    private static Announced announced(Settings settings, boolean enabled) {
        String word = settings.choice("events.tokens.announced", Set.of("never", "streams", "always"));
        return switch (word) {
            case "always" -> enabled ? Announced.ALWAYS : Announced.NEVER;
            case "streams" -> enabled ? Announced.STREAMS : Announced.NEVER;
            default -> Announced.NEVER;
        };
    }

    /** Time at which an organization's ServiceProviderConfig lists events. */
    public enum Announced {
        NEVER,
        /** While one of its own streams gets them. */
        STREAMS,
        ALWAYS
    }
}
