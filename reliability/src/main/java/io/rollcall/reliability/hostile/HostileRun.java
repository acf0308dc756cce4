package io.rollcall.reliability.hostile;

import io.rollcall.reliability.hostile.Result.Heap;
import io.rollcall.reliability.hostile.Vitals.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Run of attacks during Okta's traffic on a newly started server.
 *
 * @param pid the server's process
 * @param log file with its standard error
 * @param tls trusts the server's certificate; empty for plain HTTP
 * @param behindProxy whether all clients have one address and are distinguished by X-Forwarded-For
 */
public record HostileRun(
        long pid,
        int port,
        int opsPort,
        Path log,
        String oktaToken,
        String hostileToken,
        Optional<SSLContext> tls,
        boolean behindProxy,
        int idleSockets) {
    private static final double PER_SECOND = 25;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration AFTERWARDS = Duration.ofSeconds(20);
    /** The server counts as recovered if all requests of this last period succeed. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private static final double RECOVERED_SHARE = 0.98;

    private static final String CLIENTS = "tls-clients";
    private static final String NONE = "none";
    private static final int SEED_STEP = 100;

    /** Returns the names of the attacks that suit a server. */
    public static Set<String> names(boolean tls) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Attacks.Kind.values()).filter(kind -> kind.suits(tls)).forEach(kind -> names.add(kind.title()));
        if (tls) {
            names.add(CLIENTS);
        }
        return names;
    }

    /** Fills an organization with users. */
    public static void seed(int port, Optional<SSLContext> tls, String token, int users) throws IOException {
        Target target = new Target(port, "127.0.0.1", Optional.empty(), token);
        try (KeepAliveConnection connection = new KeepAliveConnection("127.0.0.1", port, tls)) {
            for (int from = 0; from < users; from += SEED_STEP) {
                byte[] body = OktaRequests.bulk(from, Math.min(users, from + SEED_STEP))
                        .getBytes(StandardCharsets.UTF_8);
                int status = connection
                        .send(target.send("POST", Target.SCIM + "/Bulk", body, target.authorization()))
                        .status();
                if (status != 200) {
                    throw new IllegalStateException("a bulk request is answered with " + status);
                }
            }
        }
    }

    /** Warms the server up, attacks it, and checks that it recovers. */
    public Result attack(Set<String> names, Duration duration) throws IOException, InterruptedException {
        Exchanges answers = new Exchanges();
        Vitals vitals = Vitals.start(pid, opsPort, log);
        OktaLoad okta = OktaLoad.start(okta(), tls, PER_SECOND, answers);
        TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
        long heapBefore = vitals.heapMebibytes();
        long logBefore = vitals.logBytes();
        TimeUnit.SECONDS.sleep(2);
        long from = System.nanoTime();
        fight(names, duration);
        long to = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(AFTERWARDS.toNanos());
        long end = System.nanoTime();
        okta.stop();
        vitals.stop();
        boolean good = vitals.alive() && answers.due(end - LAST.toNanos(), end).goodShare() >= RECOVERED_SHARE;
        System.out.println("  failures: " + answers.due(from, to).failures());
        List<Sample> before = vitals.between(0, from);
        List<Sample> samples = vitals.between(from, end);
        return new Result(
                title(names),
                answers.due(from, to),
                answers.due(from, end).badSecondsAfter(to),
                good,
                before.get(before.size() - 1),
                samples.get(samples.size() - 1),
                samples,
                new Heap(heapBefore, vitals.heapMebibytes()),
                vitals.logBytes() - logBefore,
                vitals.outOfMemory(),
                duration.toSeconds() / 60.0);
    }

    private void fight(Set<String> names, Duration duration) throws IOException, InterruptedException {
        Attacks attacks = new Attacks(port, hostileToken, behindProxy, idleSockets);
        List<Attack> chosen = Arrays.stream(Attacks.Kind.values())
                .filter(kind -> names.contains(kind.title()))
                .map(attacks::make)
                .toList();
        Swarm swarm = Swarm.start(port, chosen);
        Optional<TlsClients> clients = tls.filter(context -> names.contains(CLIENTS))
                .map(context ->
                        TlsClients.start(context, new Target(port, "127.0.0.99", Optional.empty(), hostileToken)));
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        swarm.stop();
        clients.ifPresent(TlsClients::stop);
        chosen.forEach(attack -> System.out.println("  " + attack));
        clients.ifPresent(attack -> System.out.println("  " + attack));
    }

    private String title(Set<String> names) {
        if (names.isEmpty()) {
            return NONE;
        }
        return names.equals(names(tls.isPresent())) ? "all" : String.join(", ", names);
    }

    private Target okta() {
        return new Target(port, "127.0.0.1", behindProxy ? Optional.of("198.51.100.7") : Optional.empty(), oktaToken);
    }

    /** Returns the names, or throws if one is not an attack. */
    public static Set<String> checked(String names, boolean tls) {
        Set<String> wanted =
                new TreeSet<>(Arrays.asList(names.toLowerCase(Locale.ROOT).split(",")));
        if (wanted.equals(Set.of(NONE))) {
            return Set.of();
        }
        if (!names(tls).containsAll(wanted)) {
            throw new IllegalArgumentException("attacks are " + names(tls));
        }
        return wanted;
    }
}
