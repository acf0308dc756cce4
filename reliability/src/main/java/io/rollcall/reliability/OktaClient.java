package io.rollcall.reliability;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.reliability.Outcomes.Outcome;
import io.rollcall.reliability.Outcomes.Outcome.Kind;
import io.rollcall.reliability.Scim.Reply;
import io.rollcall.reliability.TrackedUser.State;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Client that creates, replaces, patches and deletes its own users over one connection. */
final class OktaClient implements Runnable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 100;

    private final String name;
    private final Scim scim;
    private final List<Integer> ports;
    private final Outcomes outcomes;
    private final AtomicBoolean going;
    private final Random random;
    private final List<TrackedUser> users = new ArrayList<>();
    private int number;
    private int server;
    private boolean sent;

    /** @param ports the servers; after a failure the next one is used, as behind a load balancer */
    OktaClient(String name, Scim scim, List<Integer> ports, int first, Outcomes outcomes, AtomicBoolean going) {
        this.name = name;
        this.scim = scim;
        this.ports = List.copyOf(ports);
        this.server = first;
        this.outcomes = outcomes;
        this.going = going;
        this.random = new Random(name.hashCode());
    }

    /** Returns all users it tried to create; call it after the client has ended. */
    List<TrackedUser> users() {
        return List.copyOf(users);
    }

    @Override
    public void run() {
        try {
            while (going.get()) {
                step();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        List<Integer> present = new ArrayList<>();
        for (int index = Math.max(0, users.size() - 50); index < users.size(); index++) {
            if (users.get(index).isPresent()) {
                present.add(index);
            }
        }
        if (present.isEmpty() || random.nextInt(10) < 4) {
            users.add(create(TrackedUser.named(name + "-" + number + "@example.com")));
        } else {
            int index = present.get(random.nextInt(present.size()));
            users.set(index, change(users.get(index)));
        }
    }

    private TrackedUser create(TrackedUser user) throws InterruptedException {
        State state = new State(true, nextTitle(), true);
        Optional<Reply> reply = write("POST", "/Users", user.body(state));
        return after(user, state, reply.map(answer -> user.created(id(answer.body()), state)));
    }

    private TrackedUser change(TrackedUser user) throws InterruptedException {
        State before = user.known().orElseThrow();
        String path = "/Users/" + user.id().orElseThrow();
        int choice = random.nextInt(20);
        State state;
        Optional<Reply> reply;
        if (choice < 8) {
            state = new State(true, nextTitle(), before.active());
            reply = write("PUT", path, user.body(state));
        } else if (choice < 17) {
            state = new State(true, before.title(), !before.active());
            reply = write("PATCH", path, active(state.active()));
        } else {
            state = new State(false, before.title(), before.active());
            reply = write("DELETE", path, "");
        }
        return after(user, state, reply.map(answer -> user.done(state)));
    }

    /** Returns the user after a request: unchanged if it was never sent, uncertain if it was sent without a response. */
    private TrackedUser after(TrackedUser before, State state, Optional<TrackedUser> acknowledged) {
        return acknowledged.orElseGet(() -> sent ? before.unanswered(state) : before);
    }

    /** @return empty if the write is not acknowledged */
    private Optional<Reply> write(String method, String path, String body) throws InterruptedException {
        long start = System.nanoTime();
        sent = true;
        try {
            Reply reply = scim.send(ports.get(server), method, path, body);
            Kind kind = kind(reply);
            outcomes.add(new Outcome(start, System.nanoTime(), kind, method + " " + reply.status()));
            if (kind == Kind.ACKNOWLEDGED) {
                return Optional.of(reply);
            }
        } catch (IOException broken) {
            sent = !(broken instanceof ConnectException);
            outcomes.add(new Outcome(
                    start, System.nanoTime(), Kind.UNANSWERED, broken.getClass().getSimpleName()));
        }
        server = (server + 1) % ports.size();
        TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        return Optional.empty();
    }

    private static Kind kind(Reply reply) {
        if (reply.isDone()) {
            return Kind.ACKNOWLEDGED;
        }
        return reply.status() == 503 && reply.comeBack() ? Kind.COME_BACK : Kind.WRONG;
    }

    private String nextTitle() {
        return "write " + number++;
    }

    private static String active(boolean active) {
        return """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
                "Operations":[{"op":"replace","value":{"active":%s}}]}""".formatted(active);
    }

    private static String id(String body) {
        try {
            return JSON.readTree(body).path("id").textValue();
        } catch (IOException unreadable) {
            throw new IllegalStateException(body, unreadable);
        }
    }
}
