package io.rollcall.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Traffic of several clients until they are stopped. */
final class OktaTraffic {
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final List<OktaClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param name unique prefix of the users' names */
    static OktaTraffic start(String name, String token, List<Integer> ports, int connections, Outcomes outcomes) {
        OktaTraffic traffic = new OktaTraffic();
        for (int connection = 0; connection < connections; connection++) {
            OktaClient client = new OktaClient(
                    name + "-" + connection,
                    Scim.with(token),
                    ports,
                    connection % ports.size(),
                    outcomes,
                    traffic.going);
            Thread thread = new Thread(client, "okta-" + connection);
            traffic.clients.add(client);
            traffic.threads.add(thread);
            thread.start();
        }
        return traffic;
    }

    /** Stops the clients after their current writes. @return all users of all clients */
    List<TrackedUser> stop() throws InterruptedException {
        going.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
        return clients.stream().flatMap(client -> client.users().stream()).toList();
    }
}
