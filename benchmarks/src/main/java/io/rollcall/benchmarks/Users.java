package io.rollcall.benchmarks;

import java.util.UUID;

/** Users of the benchmarks by number. */
final class Users {
    /** Minimum number of users in each organization. */
    static final int FEWEST = 50;

    private static final long FIRST_HALF = 0x0190_0000_0000_7000L;
    private static final long SECOND_HALF = 0x8000_0000_0000_0000L;

    private Users() {}

    static String id(int number) {
        return new UUID(FIRST_HALF, SECOND_HALF | number).toString();
    }

    static String name(int number) {
        return "user" + number + "@example.com";
    }

    /** Returns a User in the form that Okta sends. */
    static String body(String name, String title) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","externalId":"ext-%1$s",\
                "name":{"givenName":"Given","familyName":"Family-%1$s"},"displayName":"Given %1$s","title":"%2$s",\
                "emails":[{"primary":true,"value":"%1$s","type":"work"}],"locale":"en-US","active":true,\
                "jotform_user_role":"user"}""".formatted(name, title);
    }

    /** Returns a User with three e-mail addresses and two phone numbers. */
    static String bodyWithManyValues(String name) {
        return body(name, "new").replace("\"type\":\"work\"}]", """
                "type":"work"},{"value":"home-%1$s","type":"home"},{"value":"other-%1$s","type":"other"}],\
                "phoneNumbers":[{"value":"+49 30 %2$d","type":"work"},{"value":"+49 170 %2$d","type":"mobile"}]""".formatted(name, Math.abs(name.hashCode())));
    }

    /** Returns a User without a role. */
    static String bodyWithoutRole(String name) {
        return body(name, "new").replace(",\"jotform_user_role\":\"user\"", "");
    }
}
