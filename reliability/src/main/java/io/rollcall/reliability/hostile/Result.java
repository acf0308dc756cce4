package io.rollcall.reliability.hostile;

import io.rollcall.reliability.hostile.Exchanges.Outcome;
import io.rollcall.reliability.hostile.Exchanges.Window;
import io.rollcall.reliability.hostile.Vitals.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Effect of one attack on Okta's traffic and on the server.
 *
 * @param during the requests that were due during the attack
 * @param badSeconds time after the attack until the last bad outcome
 * @param good whether the last requests succeeded
 * @param before the last sample before the attack
 * @param after the last sample after the attack
 * @param samples the samples during and after the attack
 */
public record Result(
        String name,
        Window during,
        double badSeconds,
        boolean good,
        Sample before,
        Sample after,
        List<Sample> samples,
        Heap heap,
        long logBytes,
        boolean outOfMemory,
        double minutes) {
    private static final double PROMISED_SHARE = 0.999;
    private static final int MOST_RSS_MEBIBYTES = 512;
    private static final int MOST_THREADS = 200;
    private static final int MOST_LEFT_DESCRIPTORS = 100;
    private static final double MOST_LOG_BYTES_PER_MINUTE = 1_000_000;
    private static final int MOST_HEAP_GROWTH = 40;
    private static final double P99 = 99;
    private static final double SLOWEST = 100;

    /** Heap in MiB after a collection; -1 if the server did not respond. */
    record Heap(long before, long after) {}

    public static String header() {
        return """
                | attack | requests | good | late | refused | wrong | no answer | 99th percentile | slowest | not live | RSS | heap before, after | descriptors | threads | log | bad afterwards |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|""";
    }

    /** Returns the row of the table. */
    public String row() {
        return "| %s | %,d | %.2f %% | %,d | %,d | %,d | %,d | %,.0f ms | %,.0f ms | %d of %d | %d MiB | %s, %s MiB | %,d | %d | %,d kB | %s |"
                .formatted(
                        name,
                        during.count(),
                        100 * during.goodShare(),
                        during.late(),
                        during.count(Outcome.REFUSED),
                        during.count(Outcome.WRONG),
                        during.count(Outcome.NO_ANSWER),
                        during.percentileMillis(P99),
                        during.percentileMillis(SLOWEST),
                        notLive(),
                        samples.size(),
                        samples.stream().mapToInt(Sample::rssMebibytes).max().orElse(0),
                        heap.before() < 0 ? "?" : heap.before(),
                        heap.after() < 0 ? "?" : heap.after(),
                        samples.stream().mapToInt(Sample::descriptors).max().orElse(0),
                        threads(),
                        logBytes / 1_000,
                        good ? "%.1f s".formatted(badSeconds) : "for good");
    }

    private long notLive() {
        return samples.stream().filter(sample -> !sample.live()).count();
    }

    private int threads() {
        return samples.stream().mapToInt(Sample::threads).max().orElse(0);
    }

    /** Returns the violated parts of the guarantee. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        note(broken, during.goodShare() < PROMISED_SHARE, "less than 99.9 % is answered within a second");
        note(broken, !good, "the server is not good again");
        note(broken, notLive() > 0, "/health/live is not 200 throughout");
        note(broken, outOfMemory, "OutOfMemoryError");
        int rss = samples.stream().mapToInt(Sample::rssMebibytes).max().orElse(0);
        note(broken, rss > MOST_RSS_MEBIBYTES, "RSS above " + MOST_RSS_MEBIBYTES + " MiB");
        note(broken, threads() > MOST_THREADS, "more than " + MOST_THREADS + " threads");
        note(
                broken,
                after.descriptors() > before.descriptors() + MOST_LEFT_DESCRIPTORS,
                "descriptors are left open: " + after.descriptors());
        note(broken, logBytes > MOST_LOG_BYTES_PER_MINUTE * Math.max(1, minutes), "more than 1 MB of log a minute");
        note(broken, heap.after() > heap.before() + MOST_HEAP_GROWTH, "the heap has grown");
        return broken;
    }

    private static void note(List<String> broken, boolean holdsNot, String sentence) {
        if (holdsNot) {
            broken.add(sentence);
        }
    }
}
