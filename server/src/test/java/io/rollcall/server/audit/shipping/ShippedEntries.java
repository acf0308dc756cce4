package io.rollcall.server.audit.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditMarks;
import io.rollcall.server.audit.Verification;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.ChainedEntries;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Entries of one test. @param database that of its class @param prefix the beginning of their subjects */
record ShippedEntries(OwnDatabase database, String prefix) {
    private static final Map<String, String> SOON =
            Map.of("audit.chain-every-seconds", "1", "audit.chain-after-seconds", "0");

    static ShippedEntries in(OwnDatabase database) {
        return new ShippedEntries(database, "entry-" + UUID.randomUUID() + "-");
    }

    /** Starts a server that chains and sends soon. */
    RunningServer start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(SOON);
        all.putAll(settings);
        return database.start(all);
    }

    /** Lets a destination begin with what is recorded from now on. @param idle one with the settings of ChainedEntries.SOON */
    void skipEarlier(RunningServer idle, String destination) {
        ChainedEntries.now(database, idle);
        Head end = idle.component(Verification.class).verify(Head.AUDIT).end();
        idle.component(AuditMarks.class).put("shipped/" + destination, Long.toString(end.position()));
    }

    void record(RunningServer server, int from, int to) {
        for (int number = from; number < to; number++) {
            record(server, prefix + number + ".");
        }
    }

    static void record(RunningServer server, String subject) {
        server.component(Audit.class)
                .record(AuditEvent.of(
                        AuditKind.ADMIN_KEY_CREATED,
                        new Actor(Actor.Kind.ADMIN_KEY, "key \"[1]\\ ☎", "203.0.113.7", "curl/8", "0123456789abcdef"),
                        subject));
    }

    /** The numbers of the entries in the messages, in their order. */
    List<Integer> numbers(List<String> messages) {
        Pattern subject = Pattern.compile(Pattern.quote(prefix) + "(\\d+)\\.");
        return messages.stream()
                .map(subject::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    /** Waits until all of them came at least once, each new one after the one before it. */
    void await(Supplier<List<String>> messages, int count) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();
        List<Integer> came = Eventually.get(
                () -> numbers(messages.get()),
                numbers -> numbers.stream().distinct().count() == count);
        assertThat(came.stream().distinct()).containsExactlyElementsOf(all);
    }

    static double metric(RunningServer server, String name, String destination) {
        Matcher line = Pattern.compile("(?m)^" + name + "\\{destination=\"" + destination + "\"} (\\S+)$")
                .matcher(server.component(Metrics.class).scrape());
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
