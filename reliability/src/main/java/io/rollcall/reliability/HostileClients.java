package io.rollcall.reliability;

import io.rollcall.reliability.hostile.HostileRun;
import io.rollcall.reliability.hostile.Result;
import io.rollcall.reliability.hostile.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Attack run with hostile clients, which measures whether Okta's traffic is still served well. */
public final class HostileClients {
    private static final Pattern TOKEN = Pattern.compile("rollcall_\\S+");
    private static final int HOSTILE_USERS = 5_000;

    private final Options options;
    private final Path folder;
    private final Optional<SelfSignedCertificate> certificate;
    private final List<Result> results = new ArrayList<>();
    private Optional<Tokens> tokens = Optional.empty();

    private HostileClients(Options options, Path folder) throws IOException, InterruptedException {
        this.options = options;
        this.folder = folder;
        this.certificate = options.has("tls") ? Optional.of(SelfSignedCertificate.make(folder)) : Optional.empty();
    }

    /** @param arguments MINUTES [SERVER_DIR] and the options in docs/reliability.md */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.parse(arguments);
        Path folder = Files.createTempDirectory(Path.of("reliability", "target").toAbsolutePath(), "hostile-");
        System.out.println("data in " + folder);
        HostileClients clients = new HostileClients(options, folder);
        for (Set<String> attacks : clients.rounds()) {
            clients.round(attacks);
        }
        System.exit(clients.summary() ? 0 : 1);
    }

    /** Returns the attacks of each round: all together, or one per round with a newly started server each. */
    private List<Set<String>> rounds() {
        boolean tls = options.has("tls");
        Set<String> names =
                options.value("only").map(only -> HostileRun.checked(only, tls)).orElseGet(() -> HostileRun.names(tls));
        if (!options.has("each")) {
            return List.of(names);
        }
        // The first round is without an attack.
        return Stream.concat(Stream.of(Set.<String>of()), names.stream().map(Set::of))
                .toList();
    }

    private void round(Set<String> attacks) throws IOException, InterruptedException {
        System.out.println("attacks: " + attacks);
        int port = RollcallServer.freePort();
        int opsPort = RollcallServer.freePort();
        RollcallServer server = RollcallServer.start(command(), folder, port, environment(opsPort))
                .awaitReady();
        try {
            Tokens known = tokens(server, port);
            Result result = new HostileRun(
                            server.pid(),
                            port,
                            opsPort,
                            RollcallServer.log(folder, port),
                            known.okta(),
                            known.hostile(),
                            certificate.map(SelfSignedCertificate::clients),
                            options.has("proxy"),
                            options.number("sockets", 5_000))
                    .attack(attacks, Duration.ofSeconds((long) (60 * options.minutes())));
            System.out.println(result.row());
            results.add(result);
        } finally {
            stop(server);
        }
    }

    /** Stops a server. One that does not stop must not end the run. */
    private static void stop(RollcallServer server) throws InterruptedException {
        try {
            server.stop();
        } catch (IllegalStateException stuck) {
            System.out.println("  " + stuck.getMessage());
            server.kill();
        }
    }

    private List<String> command() {
        String program = RollcallServer.program(options.server());
        return options.value("descriptors")
                .map(most -> List.of("sh", "-c", "ulimit -n " + Integer.parseInt(most) + " && exec \"$0\"", program))
                .orElse(List.of(program));
    }

    private Map<String, String> environment(int opsPort) {
        Map<String, String> environment = new HashMap<>(
                Map.of("ROLLCALL_DATA_DIR", folder.toString(), "ROLLCALL_OPS_PORT", Integer.toString(opsPort)));
        certificate.ifPresent(made -> {
            environment.put("ROLLCALL_HTTP_TLS_CERTIFICATE", made.certificate().toString());
            environment.put("ROLLCALL_HTTP_TLS_KEY", made.key().toString());
        });
        if (options.has("proxy")) {
            environment.put("ROLLCALL_HTTP_TRUSTED_PROXIES", "127.0.0.1");
        }
        return environment;
    }

    private record Tokens(String okta, String hostile) {}

    /** Returns the tokens, and creates the attackers' organization at the first start. */
    private Tokens tokens(RollcallServer server, int port) throws IOException, InterruptedException {
        if (tokens.isEmpty()) {
            Map<String, String> environment = Map.of("ROLLCALL_DATA_DIR", folder.toString());
            RollcallServer.run(options.server(), folder, environment, "organization", "create", "hostile");
            String printed = RollcallServer.run(options.server(), folder, environment, "token", "generate", "hostile");
            Matcher matcher = TOKEN.matcher(printed);
            if (!matcher.find()) {
                throw new IllegalStateException("no token in: " + printed);
            }
            HostileRun.seed(port, certificate.map(SelfSignedCertificate::clients), matcher.group(), HOSTILE_USERS);
            tokens = Optional.of(new Tokens(server.token(), matcher.group()));
        }
        return tokens.get();
    }

    /** Prints the table. @return whether every promise holds */
    private boolean summary() {
        System.out.println(Result.header());
        results.forEach(result -> System.out.println(result.row()));
        results.forEach(result -> result.broken().forEach(broken -> System.out.println(result.name() + ": " + broken)));
        return results.stream().allMatch(result -> result.broken().isEmpty());
    }

    /** The command line. */
    private record Options(List<String> plain, List<String> flags) {
        private static Options parse(String... arguments) {
            Options options = new Options(
                    Stream.of(arguments).filter(each -> !each.startsWith("--")).toList(),
                    Stream.of(arguments).filter(each -> each.startsWith("--")).toList());
            if (options.plain.isEmpty()) {
                throw new IllegalArgumentException("usage: HostileClients MINUTES [SERVER_DIR] [--only=A,B] [--each]"
                        + " [--tls] [--proxy] [--descriptors=N] [--sockets=N]");
            }
            return options;
        }

        private double minutes() {
            return Double.parseDouble(plain.get(0));
        }

        private Path server() {
            return plain.size() > 1 ? Path.of(plain.get(1)) : RollcallServer.BUILT;
        }

        private boolean has(String flag) {
            return flags.contains("--" + flag);
        }

        private Optional<String> value(String flag) {
            String start = "--" + flag + "=";
            return flags.stream()
                    .filter(each -> each.startsWith(start))
                    .map(each -> each.substring(start.length()))
                    .findFirst();
        }

        private int number(String flag, int otherwise) {
            return value(flag).map(Integer::parseInt).orElse(otherwise);
        }
    }
}
