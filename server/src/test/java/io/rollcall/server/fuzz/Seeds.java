package io.rollcall.server.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Seeds of fuzzed requests: requests of identity providers and examples of RFC 7644. */
final class Seeds {
    static final List<String> USERS = List.of(
            recorded("entra/create"),
            recorded("okta/put-deactivate"),
            recorded("okta/put-echo"),
            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"bjensen\",\"externalId\":\"bjensen\","
                    + "\"name\":{\"formatted\":\"Ms. Barbara J Jensen III\",\"familyName\":\"Jensen\",\"givenName\":\"Barbara\"},"
                    + "\"addresses\":[{\"type\":\"work\",\"streetAddress\":\"100 Universal City Plaza\",\"primary\":true}],"
                    + "\"phoneNumbers\":[{\"value\":\"555-555-5555\",\"type\":\"work\"}],\"password\":\"t1meMa$heen\","
                    + "\"x509Certificates\":[{\"value\":\"MIIDQzCC\"}],\"jotform_user_role\":\"admin\","
                    + "\"urn:rollcall:params:scim:schemas:extension:role:2.0:User\":{\"jotform_user_role\":\"admin\"}}");

    static final List<String> PATCHES = List.of(
            recorded("entra/patch-attributes"),
            recorded("entra/patch-attributes-aadoptscim"),
            recorded("entra/patch-disable"),
            recorded("entra/patch-disable-aadoptscim"),
            recorded("okta/patch-deactivate"),
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                    + "\"path\":\"addresses[type eq \\\"work\\\"]\",\"value\":{\"type\":\"work\",\"streetAddress\":\"911\"}},"
                    + "{\"op\":\"remove\",\"path\":\"emails[type eq \\\"work\\\" and value ew \\\"example.com\\\"]\"},"
                    + "{\"op\":\"add\",\"path\":\"urn:ietf:params:scim:schemas:core:2.0:User:name\",\"value\":{\"givenName\":\"B\"}},"
                    + "{\"op\":\"remove\",\"path\":\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"}]}");

    static final List<String> SEARCHES = List.of(
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"attributes\":[\"displayName\",\"userName\"],"
                    + "\"filter\":\"displayName sw \\\"smith\\\"\",\"startIndex\":1,\"count\":10,\"sortBy\":\"userName\"}",
            "{\"filter\":\"active eq true\",\"excludedAttributes\":[\"emails.type\"],\"cursor\":\"\",\"count\":2}");

    static final List<String> BULKS = List.of(
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"failOnErrors\":1,\"Operations\":["
                    + "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"q\",\"data\":{\"userName\":\"bulk\"}},"
                    + "{\"method\":\"PATCH\",\"path\":\"/Users/bulkId:q\",\"data\":{\"Operations\":[{\"op\":\"replace\","
                    + "\"path\":\"title\",\"value\":\"x\"}]}},{\"method\":\"DELETE\",\"path\":\"/Users/bulkId:q\"}]}");

    static final List<String> FILTERS = List.of(
            "userName eq \"bjensen\"",
            "name.familyName co \"O'Malley\"",
            "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"",
            "title pr and userType eq \"Employee\"",
            "meta.lastModified gt \"2011-05-13T04:42:34Z\" or not (active eq false)",
            "userType ne \"Employee\" and not (emails co \"example.com\" or emails.value co \"example.org\")",
            "emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\"]",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"Tours\"",
            "(((((externalId pr)))))",
            "id eq \"01a20eea-5b36-7cb6-a081-8ce08525b988\" and jotform_user_role in \"admin\"");

    /** Building blocks of filters, paths and queries. */
    static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "(",
            ")",
            "[",
            "]",
            ".",
            ":",
            ",",
            " eq ",
            " and ",
            " or ",
            "not (",
            "pr",
            "null",
            "true",
            "-1e9",
            "emails",
            "meta.created",
            "\u0000",
            "\u00df",
            "\ud83d\ude00",
            "%",
            "_",
            "'",
            "--",
            "/*",
            "$ref",
            "\\u0041");

    private Seeds() {}

    private static String recorded(String name) {
        try (InputStream file = Seeds.class.getResourceAsStream("/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
