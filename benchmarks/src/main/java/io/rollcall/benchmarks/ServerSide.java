package io.rollcall.benchmarks;

import com.sun.management.ThreadMXBean;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.terms.SearchTermsFill;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Main class of the measured process: the server, and a loop that runs the load generator's commands from standard input. */
final class ServerSide {
    /** Flag that keeps the server's default limits. Otherwise they are raised, so that no request of a benchmark is refused. */
    static final String REFUSING = "rollcall.refusing";

    /** Settings without limits of rates. */
    static final Map<String, String> WITHOUT_LIMITS = Map.of(
            "http.address", "127.0.0.1",
            "limits.organization-requests-per-second", "0",
            "limits.address-requests-per-second", "0",
            "limits.session-requests-per-second", "0",
            "limits.organization-written-mebibytes-per-day", "0",
            "events.webhooks.allow-private", "true");

    /** Settings by which requests wait rather than being refused. */
    static final Map<String, String> PATIENT = Map.of("http.max-waiting", "10000", "http.max-wait-millis", "60000");

    private static final String REPLY = "=> ";

    private final RunningServer server;

    private ServerSide(RunningServer server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> flags = new HashMap<>(Map.of("http.port", "0"));
        flags.putAll(WITHOUT_LIMITS);
        if (!Boolean.getBoolean(REFUSING)) {
            flags.putAll(PATIENT);
        }
        try (RunningServer server = RunningServer.start(Settings.load(System.getenv(), flags))) {
            new ServerSide(server).obey();
        }
        // The bare server has non-daemon threads.
        System.exit(0);
    }

    private void obey() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        EventOrders events = new EventOrders(server);
        reply(Integer.toString(server.port()));
        for (String order = orders.readLine(); order != null && !order.equals("quit"); order = orders.readLine()) {
            String[] words = order.split(" ", 3);
            reply(
                    switch (words[0]) {
                        case "organization" -> organization(words[1]);
                        case "default-role" -> defaultRole(new OrganizationId(Long.parseLong(words[1])), words[2]);
                        case "groups" -> groups(new OrganizationId(Long.parseLong(words[1])));
                        case "multiply" -> multiply(Long.parseLong(words[1]), Integer.parseInt(words[2]));
                        case "allocated" -> Long.toString(allocated());
                        case "heap" -> Long.toString(heapAfterCollection());
                        case "bare" ->
                            Integer.toString(BareServer.start(words[2].getBytes(StandardCharsets.UTF_8))
                                    .port());
                        case "jdbc" -> jdbc(words[1], words[2].split(" "));
                        default -> events.obey(words);
                    });
        }
    }

    /** @param rateAndRows rate per second, users per organization, and the organizations' ids */
    private String jdbc(String what, String[] rateAndRows) {
        long[] organizations = Arrays.stream(rateAndRows[2].split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        return new PlainJdbc(server.component(ConnectionPools.class), organizations, Integer.parseInt(rateAndRows[1]))
                .run(what, Double.parseDouble(rateAndRows[0]));
    }

    private static void reply(String text) {
        System.out.println(REPLY + text);
    }

    /** Creates or finds an organization and returns its id and a token. */
    private String organization(String slug) {
        Organizations organizations = server.component(Organizations.class);
        Organization organization = organizations
                .find(new Slug(slug))
                .orElseGet(() -> organizations.create(new Slug(slug), slug, Actor.system()));
        return organization.id().value() + " "
                + server.component(Tokens.class)
                        .issue(organization.id(), "Benchmark", Actor.system())
                        .secret()
                        .reveal();
    }

    /** Makes the role the default, or none if it is {@code none}. */
    private String defaultRole(OrganizationId organization, String role) {
        Roles roles = server.component(Roles.class);
        if (role.equals("none")) {
            roles.clearDefault(organization, Actor.system());
        } else {
            roles.makeDefault(organization, role, Actor.system());
        }
        return role;
    }

    private String groups(OrganizationId organization) {
        server.component(Organizations.class).setGroupsEnabled(organization, true, Actor.system());
        return "on";
    }

    private String multiply(long organization, int users) {
        int count = new Seed(server.component(ConnectionPools.class).reading()).grow(organization, users);
        server.component(SearchTermsFill.class).fill(new OrganizationId(organization), false);
        return Integer.toString(count);
    }

    /** Returns the bytes allocated by all live threads. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
