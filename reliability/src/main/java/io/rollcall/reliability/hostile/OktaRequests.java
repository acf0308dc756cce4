package io.rollcall.reliability.hostile;

import static io.rollcall.reliability.hostile.Target.SCIM;

import io.rollcall.reliability.hostile.KeepAliveConnection.Reply;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generator of Okta's mix of requests, on users created by earlier ones. */
final class OktaRequests {
    private static final String USERS = SCIM + "/Users";
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final int PERCENT = 100;

    private final Target target;
    private final Random random = new Random(1);
    private final AtomicInteger created = new AtomicInteger();
    private final List<User> users = new CopyOnWriteArrayList<>();

    OktaRequests(Target target) {
        this.target = target;
    }

    private record User(String id, String name) {}

    /**
     * Request to be sent.
     *
     * @param name userName of the created user; empty if it creates none
     */
    record Sent(String kind, int expected, String name, byte[] bytes) {}

    /** Returns the next request; called by one thread only. */
    Sent next() {
        int choice = random.nextInt(PERCENT);
        if (users.isEmpty() || choice < 15) {
            String name =
                    "okta" + created.incrementAndGet() + "-" + Long.toHexString(System.nanoTime()) + "@example.com";
            return new Sent("POST", 201, name, write("POST", USERS, user(name, "New")));
        }
        User user = users.get(random.nextInt(users.size()));
        String path = USERS + "/" + user.id();
        if (choice < 45) {
            return read("look-up", USERS + "?filter=userName%20eq%20%22" + user.name() + "%22&startIndex=1&count=100");
        }
        if (choice < 60) {
            return new Sent("PUT", 200, "", write("PUT", path, user(user.name(), "Title " + choice)));
        }
        if (choice < 75) {
            return new Sent("PATCH", 200, "", write("PATCH", path, active(random.nextBoolean())));
        }
        if (choice < 90) {
            return read("GET", path);
        }
        return choice < 94
                ? read("test", USERS + "?startIndex=1&count=2")
                : read("list", USERS + "?startIndex=1&count=100");
    }

    /** Remembers the user that a request created. */
    void answered(Sent sent, Reply reply) {
        Matcher id = ID.matcher(reply.body());
        if (!sent.name().isEmpty() && reply.status() == sent.expected() && id.find()) {
            users.add(new User(id.group(1), sent.name()));
        }
    }

    private Sent read(String kind, String path) {
        return new Sent(kind, 200, "", target.get(path, target.authorization(), "User-Agent: Okta SCIM Client 1.0.0"));
    }

    private byte[] write(String method, String path, String body) {
        return target.send(
                method,
                path,
                Target.bytes(body),
                target.authorization(),
                "Accept: application/scim+json",
                "User-Agent: Okta SCIM Client 1.0.0");
    }

    private static String active(boolean active) {
        return """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
                "Operations":[{"op":"replace","value":{"active":%s}}]}""".formatted(active);
    }

    private static String user(String name, String title) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s",\
                "name":{"givenName":"Jane","familyName":"Doe"},"emails":[{"primary":true,"value":"%1$s",\
                "type":"work"}],"title":"%2$s","displayName":"Jane Doe","locale":"en-US","active":true,\
                "externalId":"%1$s"}""".formatted(name, title);
    }

    /** Returns a bulk request that creates users. */
    static String bulk(int from, int to) {
        StringBuilder text = new StringBuilder(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[");
        for (int number = from; number < to; number++) {
            text.append(number == from ? "" : ",")
                    .append("{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"b" + number + "\",\"data\":")
                    .append(user("seed" + number + "@example.com", "Seed"))
                    .append('}');
        }
        return text.append("]}").toString();
    }
}
