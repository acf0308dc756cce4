package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests of identity providers, for organizations of each size. */
final class Scenarios {
    private static final String BASE = "/API/enterprise/scim";
    /** Small enough for a full page at each size. */
    private static final int PAGE = 25;

    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    private final int port;
    private final List<String> tokens;
    private final List<String> small;
    private final int users;
    private final String run = Long.toString(System.nanoTime(), 36);
    private final Preparation preparation;

    /**
     * @param organizations those to measure @param small tokens of organizations of {@link Users#FEWEST} users
     * @param users number of users of each organization to measure
     */
    Scenarios(ServerProcess server, SeededOrganizations organizations, List<String> small, int users) {
        this.port = server.port();
        this.tokens = organizations.tokens();
        this.small = List.copyOf(small);
        this.users = users;
        this.preparation = new Preparation(server, organizations);
    }

    /** Prepares a scenario, before each time that it runs for so long. */
    void prepare(String scenario, double seconds) throws IOException {
        preparation.prepare(scenario, seconds, this);
    }

    /** Returns the requests of each scenario by its name, in the order to run them. */
    Map<String, LongFunction<Request>> all() throws IOException {
        Map<String, LongFunction<Request>> all = new LinkedHashMap<>();
        all.put("GET by id", number -> get(number, "/Users/" + Users.id(someone())));
        all.put("look-up by userName", number -> filter(number, "userName eq \"" + Users.name(someone()) + "\""));
        all.put(
                "look-up, other case",
                number ->
                        filter(number, "userName eq \"" + Users.name(someone()).toUpperCase(Locale.ROOT) + "\""));
        all.put("look-up, nobody", number -> filter(number, "userName eq \"nobody" + number + "@example.com\""));
        all.put(
                "look-up by externalId",
                number -> filter(number, "externalId eq \"ext-" + Users.name(someone()) + "\""));
        all.put(
                "look-up by work e-mail",
                number -> filter(number, "emails[type eq \"work\"].value eq \"" + Users.name(someone()) + "\""));
        all.put("first page", number -> get(number, "/Users?startIndex=1&count=" + PAGE));
        all.put("first page of 50 users", number -> getSmall(number, "/Users?startIndex=1&count=" + PAGE));
        all.put(
                "far page by index",
                number -> get(number, "/Users?startIndex=" + Math.max(1, users - PAGE) + "&count=" + PAGE));
        String cursor = farCursor();
        all.put("far page by cursor", number -> get(0, "/Users?count=" + PAGE + "&cursor=" + cursor));
        all.put(
                "first page by family name",
                number -> get(number, "/Users?sortBy=name.familyName&startIndex=1&count=" + PAGE));
        all.put(
                "by family name, of 50 users",
                number -> getSmall(number, "/Users?sortBy=name.familyName&startIndex=1&count=" + PAGE));
        all.put("POST", this::post);
        all.put("POST without a role", number -> post(number, Users.bodyWithoutRole(newName(number))));
        all.put(Preparation.DEFAULT_ROLE, number -> post(number, Users.bodyWithoutRole(newName(number))));
        all.put("POST with many values", number -> post(number, Users.bodyWithManyValues(newName(number))));
        all.put(Preparation.RETURN, this::postFormer);
        all.put("PUT", number -> {
            int user = someone();
            return send(number, "PUT", "/Users/" + Users.id(user), Users.body(Users.name(user), "t" + run + number));
        });
        all.put("PATCH active", this::patch);
        all.put("PATCH role", this::patchRole);
        all.put("PATCH e-mail", this::patchEmail);
        all.put(Preparation.DELETE, this::delete);
        all.put("mixed", this::mixed);
        return all;
    }

    /** Returns expensive scenarios, whose cost grows with the organization. */
    Map<String, LongFunction<Request>> scans() {
        Map<String, LongFunction<Request>> scans = new LinkedHashMap<>();
        scans.put("substring of displayName", number -> filter(number, "displayName co \"r" + someone() + "@\""));
        scans.put("title nobody has", number -> filter(number, "title eq \"nobody-" + number + "\""));
        return scans;
    }

    private LongFunction<Request> pick(int percent) {
        return percent < 60
                ? number -> filter(number, "userName eq \"" + Users.name(someone()) + "\"")
                : number -> get(number, "/Users/" + Users.id(someone()));
    }

    /** Returns a request of Okta's mix: mostly look-ups and reads, then updates, and some new users. */
    private Request mixed(long number) {
        int percent = ThreadLocalRandom.current().nextInt(100);
        if (percent < 80) {
            return pick(percent).apply(number);
        }
        int user = someone();
        return percent < 95
                ? send(number, "PUT", "/Users/" + Users.id(user), Users.body(Users.name(user), "m" + run + number))
                : post(number);
    }

    private Request post(long number) {
        return post(number, Users.body(newName(number), "new"));
    }

    private Request post(long number, String body) {
        return send(number, "POST", "/Users", body);
    }

    /** Returns a POST of a user that was deleted, who gets the former id, or of a new one if none is left. */
    private Request postFormer(long number) {
        Preparation.Made user = preparation.nextFormer();
        return user == null ? post(number) : create(user);
    }

    Request create(Preparation.Made user) {
        return post(user.organization(), Users.body(user.name(), "new"));
    }

    Request delete(Preparation.Made user) {
        return send(user.organization(), "DELETE", "/Users/" + user.id(), "");
    }

    String newName(long number) {
        return "made-" + run + "-" + number + "-" + ThreadLocalRandom.current().nextLong() + "@example.com";
    }

    /** Returns a PATCH that deactivates a user, or reactivates it in the next turn, so that each request changes something. */
    private Request patch(long number) {
        return patch(number, "\"value\":{\"active\":" + isOdd(number) + "}");
    }

    private Request patchRole(long number) {
        return patch(
                number, "\"path\":\"jotform_user_role\",\"value\":\"" + (isOdd(number) ? "user" : "creator") + "\"");
    }

    private Request patchEmail(long number) {
        return patch(
                number,
                "\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"" + number + "-" + run + "@example.com\"");
    }

    /** Returns a PATCH of the user whose turn it is; each user has two turns in a row. */
    private Request patch(long number, String operation) {
        return send(
                number,
                "PATCH",
                "/Users/" + Users.id(1 + (int) (turn(number) / 2 % (users - 1))),
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                        + operation + "}]}");
    }

    private long turn(long number) {
        return number / tokens.size();
    }

    private boolean isOdd(long number) {
        return turn(number) % 2 == 1;
    }

    /** Returns a DELETE of a user created beforehand. A deleted one gets 404, which takes as long. */
    private Request delete(long number) {
        Preparation.Made user = preparation.nextPresent();
        return user == null ? send(number, "DELETE", "/Users/" + Users.id(0x7fff_ffff), "") : delete(user);
    }

    /** Returns a cursor near the end of the first organization's list. A cursor is valid for one page size only. */
    private String farCursor() throws IOException {
        String cursor = "";
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int passed = 0; passed + 2 * PAGE <= users; passed += PAGE) {
                Response answer = connection.send(get(0, "/Users?count=" + PAGE + "&cursor=" + cursor));
                Matcher next = CURSOR.matcher(answer.text());
                if (!next.find()) {
                    throw new IllegalStateException("no further page: " + answer.text());
                }
                cursor = next.group(1);
            }
        }
        return cursor;
    }

    private int someone() {
        return ThreadLocalRandom.current().nextInt(1, users);
    }

    private Request getSmall(long number, String path) {
        return Request.of("GET", BASE + path, small.get((int) (number % small.size())), "");
    }

    private Request get(long number, String path) {
        return send(number, "GET", path, "");
    }

    private Request filter(long number, String filter) {
        String encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
        return get(number, "/Users?filter=" + encoded + "&startIndex=1&count=100");
    }

    private Request send(long number, String method, String path, String body) {
        return Request.of(method, BASE + path, tokens.get((int) (number % tokens.size())), body);
    }
}
