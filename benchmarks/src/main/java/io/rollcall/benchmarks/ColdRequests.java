package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;

/**
 * Requests like those of {@link Scenarios}, for a server that must stay cold: none is sent beforehand.
 *
 * @param users number of users of each organization
 */
record ColdRequests(List<String> tokens, int users) {
    /** Names of the scenarios. */
    static final List<String> SCENARIOS =
            List.of("GET by id", "look-up by userName", "first page", "POST", "PATCH active");

    static final String MIXED = "mixed";

    private static final String BASE = "/API/enterprise/scim/Users";
    private static final int LOOK_UPS = 60;
    private static final int READS = 80;
    private static final int CHANGES = 95;

    ColdRequests {
        tokens = List.copyOf(tokens);
    }

    /** Returns the requests of a scenario by their number. */
    LongFunction<Request> of(String scenario) {
        return switch (scenario) {
            case "GET by id" -> this::read;
            case "look-up by userName" -> this::lookUp;
            case "first page" -> number -> send(number, "GET", "?startIndex=1&count=25", "");
            case "POST" -> this::post;
            case "PATCH active" -> this::patch;
            case MIXED -> this::mixed;
            default -> throw new IllegalArgumentException(scenario);
        };
    }

    private Request mixed(long number) {
        int percent = ThreadLocalRandom.current().nextInt(100);
        if (percent < LOOK_UPS) {
            return lookUp(number);
        }
        if (percent < READS) {
            return read(number);
        }
        int user = someone();
        return percent < CHANGES
                ? send(number, "PUT", "/" + Users.id(user), Users.body(Users.name(user), "m" + System.nanoTime()))
                : post(number);
    }

    private Request read(long number) {
        return send(number, "GET", "/" + Users.id(someone()), "");
    }

    private Request lookUp(long number) {
        String filter = URLEncoder.encode("userName eq \"" + Users.name(someone()) + "\"", StandardCharsets.UTF_8);
        return send(number, "GET", "?filter=" + filter.replace("+", "%20") + "&startIndex=1&count=100", "");
    }

    private Request post(long number) {
        String name = "made-" + number + "-" + ThreadLocalRandom.current().nextLong() + "@example.com";
        return send(number, "POST", "", Users.body(name, "new"));
    }

    /** Returns a PATCH that deactivates a user, or reactivates it in the next turn, so that each request changes something. */
    private Request patch(long number) {
        long turn = number / tokens.size();
        return send(
                number,
                "PATCH",
                "/" + Users.id(1 + (int) (turn / 2 % (users - 1))),
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                        + "\"value\":{\"active\":" + (turn % 2 == 1) + "}}]}");
    }

    private int someone() {
        return ThreadLocalRandom.current().nextInt(1, users);
    }

    private Request send(long number, String method, String path, String body) {
        return Request.of(method, BASE + path, tokens.get((int) (number % tokens.size())), body);
    }
}
