package io.rollcall.reliability.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.reliability.Scim;
import io.rollcall.reliability.Scim.Reply;
import io.rollcall.reliability.events.WriteLog.Content;
import io.rollcall.reliability.events.WriteLog.Method;
import io.rollcall.reliability.events.WriteLog.Outcome;
import io.rollcall.reliability.events.WriteLog.Write;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Clients that write the same users at the same time, each request to any of the servers. */
final class UserWriters {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ROLES = List.of("user", "admin", "creator", "data_viewer");
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 100;

    private final Scim scim;
    private final List<Integer> ports;
    private final int users;
    private final int pauseMillis;
    private final WriteLog log;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();

    private UserWriters(Scim scim, List<Integer> ports, int users, int pauseMillis, WriteLog log) {
        this.scim = scim;
        this.ports = List.copyOf(ports);
        this.users = users;
        this.pauseMillis = pauseMillis;
        this.log = log;
    }

    /** Starts writing. @param pauseMillis longest pause of a client between two writes */
    static UserWriters start(
            int clients, int users, String token, List<Integer> ports, int pauseMillis, WriteLog log, long seed) {
        UserWriters writers = new UserWriters(Scim.with(token), ports, users, pauseMillis, log);
        IntStream.range(0, clients).forEach(number -> {
            Client client = writers.new Client("w" + number, new Random(seed + number));
            Thread thread = new Thread(client, "writer-" + number);
            writers.threads.add(thread);
            thread.start();
        });
        return writers;
    }

    /** Stops the clients after their current writes. */
    void stop() throws InterruptedException {
        going.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** One client, which sends one request at a time. */
    private final class Client implements Runnable {
        private final String name;
        private final Random random;
        private int number;

        Client(String name, Random random) {
            this.name = name;
            this.random = random;
        }

        @Override
        public void run() {
            try {
                while (going.get()) {
                    step("u" + random.nextInt(users) + "@example.com");
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(pauseMillis + 1));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException broken) {
                log.add(new Write(Method.PUT, "", Content.NONE, Outcome.WRONG, broken.toString(), 0, 0));
            }
        }

        private void step(String userName) throws InterruptedException {
            String id = ids.getOrDefault(userName, "");
            int choice = random.nextInt(100);
            if (id.isEmpty() || !present.contains(userName)) {
                send(Method.POST, userName, "", whole());
            } else if (choice < 45) {
                send(Method.PUT, userName, id, whole());
            } else if (choice < 70) {
                send(Method.PATCH, userName, id, new Content(mark(), Optional.empty(), Optional.of(role())));
            } else if (choice < 92) {
                send(
                        Method.PATCH,
                        userName,
                        id,
                        new Content(mark(), Optional.of(random.nextBoolean()), Optional.empty()));
            } else {
                send(Method.DELETE, userName, id, Content.NONE);
            }
        }

        private Content whole() {
            return new Content(mark(), Optional.of(random.nextInt(4) > 0), Optional.of(role()));
        }

        private String mark() {
            return name + "-" + number++;
        }

        private String role() {
            return ROLES.get(random.nextInt(ROLES.size()));
        }

        private void send(Method method, String userName, String id, Content content) throws InterruptedException {
            String path = method == Method.POST ? "/Users" : "/Users/" + id;
            int port = ports.get(random.nextInt(ports.size()));
            try {
                Reply reply = scim.send(port, method.name(), path, body(method, userName, content));
                long ended = System.nanoTime();
                JsonNode json = reply.isDone() && !reply.body().isEmpty() ? read(reply.body()) : read("{}");
                String user = json.path("id").asText(id);
                Outcome outcome = outcome(method, reply);
                log.add(new Write(
                        method, user, content, outcome, Integer.toString(reply.status()), version(json), ended));
                learn(method, userName, user, reply.status());
                if (outcome == Outcome.ACKNOWLEDGED || outcome == Outcome.REFUSED) {
                    return;
                }
            } catch (ConnectException notSent) {
                // The server is being restarted.
            } catch (IOException broken) {
                String what = broken.getClass().getSimpleName();
                log.add(new Write(method, id, content, Outcome.UNKNOWN, what, 0, System.nanoTime()));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        }

        private void learn(Method method, String userName, String user, int status)
                throws IOException, InterruptedException {
            switch (status) {
                case 200 -> present.add(userName);
                case 201 -> {
                    ids.put(userName, user);
                    present.add(userName);
                }
                case 204, 404 -> present.remove(userName);
                case 409 -> lookUp(userName);
                default -> {
                    // It may have happened: a later request finds out.
                }
            }
        }

        /** Finds a user whose creation was not acknowledged to any client. */
        private void lookUp(String userName) throws IOException, InterruptedException {
            String query = "/Users?filter=userName%20eq%20%22" + userName.replace("@", "%40") + "%22";
            JsonNode found = read(scim.send(ports.get(random.nextInt(ports.size())), "GET", query, "")
                    .body());
            found.path("Resources").forEach(user -> {
                ids.put(userName, user.path("id").asText());
                present.add(userName);
            });
        }
    }

    private static Outcome outcome(Method method, Reply reply) {
        if (reply.isDone()) {
            return Outcome.ACKNOWLEDGED;
        }
        if (reply.status() == 503 && reply.comeBack()) {
            return Outcome.UNKNOWN;
        }
        boolean expected = reply.status() == (method == Method.POST ? 409 : 404);
        return expected ? Outcome.REFUSED : Outcome.WRONG;
    }

    private static String body(Method method, String userName, Content content) {
        return switch (method) {
            case POST, PUT -> """
                    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","externalId":"ext-%1$s",\
                    "name":{"givenName":"Given","familyName":"Family"},"displayName":"%2$s",\
                    "emails":[{"primary":true,"value":"%1$s","type":"work"}],%3$s}""".formatted(userName, content.mark(), values(content));
            case PATCH -> """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
                    "Operations":[{"op":"replace","value":{"displayName":"%s",%s}}]}""".formatted(content.mark(), values(content));
            case DELETE -> "";
        };
    }

    private static String values(Content content) {
        List<String> members = new ArrayList<>();
        content.active().ifPresent(active -> members.add("\"active\":" + active));
        content.role().ifPresent(role -> members.add("\"jotform_user_role\":\"" + role + "\""));
        return String.join(",", members);
    }

    private static int version(JsonNode json) {
        String etag = json.path("meta").path("version").asText().replaceAll("\\D", "");
        return etag.isEmpty() ? 0 : Integer.parseInt(etag);
    }

    private static JsonNode read(String text) throws IOException {
        return JSON.readTree(text);
    }
}
