package io.rollcall.reliability;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Kills the server under load again and again, every other time its database with it, and compares what was acknowledged
 * with what is there afterwards; {@code docs/reliability.md} says how to run it.
 */
public final class Kills {
    private static final int WRITERS = 8;
    private static final int LEAST_MILLIS = 300;
    private static final int MOST_MILLIS = 2_500;

    private final Program program;
    private final Provider provider;
    private final List<Writer> writers = new ArrayList<>();

    private Kills(Program program, String token) {
        this.program = program;
        this.provider = new Provider(program, token);
    }

    /** @param arguments how often; 50 times where it is not said */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        Path data = Files.createTempDirectory("rollcall-kills");
        Program program = new Program(data);
        program.run("organization", "create", "kills");
        String printed = program.run("token", "generate", "kills", "--json");
        Kills kills = new Kills(
                program, new JsonMapper().readTree(printed).path("token").textValue());
        boolean whole = kills.run(rounds);
        System.exit(whole ? 0 : 1);
    }

    private boolean run(int rounds) throws Exception {
        long start = System.nanoTime();
        int lost = 0;
        for (int round = 1; round <= rounds; round++) {
            ProcessHandle server = program.start();
            List<Writer> writing = write(round, server, round % 2 == 0);
            writers.addAll(writing);
            ProcessHandle again = program.start();
            int missing = report(round, writing);
            lost += missing;
            stop(again);
        }
        ProcessHandle server = program.start();
        int lostAtTheEnd = complaints(writers);
        Map<String, Long> halves = halves();
        stop(server);
        System.out.printf(
                "%d kills in %.0f s: %,d acknowledged writes, %d unanswered; lost %d right after, %d at the end%n",
                rounds,
                (System.nanoTime() - start) / 1e9,
                writers.stream().mapToInt(Writer::acknowledged).sum(),
                writers.stream().mapToInt(Writer::unanswered).sum(),
                lost,
                lostAtTheEnd);
        halves.forEach((what, count) -> System.out.printf("%s: %d%n", what, count));
        return lost + lostAtTheEnd == 0 && halves.values().stream().allMatch(count -> count == 0);
    }

    /** Writes until the kill. @param databaseToo whether it is killed as well */
    private List<Writer> write(int round, ProcessHandle server, boolean databaseToo)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Writer>> running = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            running.add(threads.submit(new Writer(provider, "kill-" + round + "-" + number)));
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(LEAST_MILLIS, MOST_MILLIS));
        List<ProcessHandle> database = server.descendants().toList();
        server.destroyForcibly();
        if (databaseToo) {
            database.forEach(ProcessHandle::destroyForcibly);
        }
        List<Writer> done = new ArrayList<>();
        for (Future<Writer> one : running) {
            done.add(one.get());
        }
        threads.shutdown();
        return done;
    }

    private int report(int round, List<Writer> writing) throws IOException {
        int complaints = complaints(writing);
        System.out.printf(
                "kill %d: %d acknowledged, %d unanswered, %d lost%n",
                round,
                writing.stream().mapToInt(Writer::acknowledged).sum(),
                writing.stream().mapToInt(Writer::unanswered).sum(),
                complaints);
        return complaints;
    }

    private int complaints(List<Writer> of) throws IOException {
        int complaints = 0;
        for (Writer writer : of) {
            List<String> found = new ArrayList<>(writer.lost(provider));
            found.addAll(writer.doubled(provider));
            found.forEach(System.out::println);
            complaints += found.size();
        }
        return complaints;
    }

    private Map<String, Long> halves() throws IOException, SQLException {
        try (Connection database = program.database()) {
            return Halves.count(database);
        }
    }

    private static void stop(ProcessHandle server) throws ExecutionException, InterruptedException {
        server.destroy();
        server.onExit().get();
    }
}
