package io.rollcall.server.console.overview;

import io.rollcall.server.traffic.HourOfTraffic;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bar chart of requests per hour, with refused and failed ones stacked below the answered ones.
 *
 * @param hours the bars, oldest first
 * @param requests number of requests
 * @param refused number of refused or failed requests
 * @param rejected number of refused requests with an invalid token
 */
record Chart(List<Bar> hours, int requests, int refused, int rejected) {
    static final int WIDTH = 480;
    static final int HEIGHT = 100;
    private static final int GAP = 4;

    /** Bar of one hour, in SVG units. */
    record Bar(HourOfTraffic hour, int hoursAgo, int x, int width, int answeredHeight, int refusedHeight) {
        int answeredY() {
            return HEIGHT - refusedHeight - answeredHeight;
        }

        int refusedY() {
            return HEIGHT - refusedHeight;
        }

        int refused() {
            return hour.requests() - hour.answered();
        }
    }

    static Chart of(List<HourOfTraffic> hours) {
        int highest = Math.max(
                1, hours.stream().mapToInt(HourOfTraffic::requests).max().orElse(1));
        int step = WIDTH / Math.max(1, hours.size());
        List<Bar> bars = IntStream.range(0, hours.size())
                .mapToObj(number ->
                        bar(hours.get(number), hours.size() - 1 - number, number * step + GAP / 2, step - GAP, highest))
                .toList();
        int requests = hours.stream().mapToInt(HourOfTraffic::requests).sum();
        int answered = hours.stream().mapToInt(HourOfTraffic::answered).sum();
        int rejected = hours.stream().mapToInt(HourOfTraffic::rejected).sum();
        return new Chart(bars, requests, requests - answered, rejected);
    }

    private static Bar bar(HourOfTraffic hour, int hoursAgo, int x, int width, int highest) {
        return new Bar(
                hour,
                hoursAgo,
                x,
                width,
                height(hour.answered(), highest),
                height(hour.requests() - hour.answered(), highest));
    }

    /** Returns the height of a bar: at least 2 for any request, so that it stays visible. */
    private static int height(int count, int highest) {
        return count == 0 ? 0 : Math.max(2, (int) ((long) count * (HEIGHT - 4) / highest));
    }
}
