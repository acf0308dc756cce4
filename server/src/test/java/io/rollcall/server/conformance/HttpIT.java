package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP around SCIM: media types, methods, addresses and bodies (RFC 7644 sections 3.1, 3.2 and 3.8, RFC 9110). */
class HttpIT {
    private static final TestOrganization ORGANIZATION = TestOrganization.create();
    private static final ScimClient CLIENT = ORGANIZATION.client();
    private static final int PORT = TestServer.shared().port();
    private static final String PATH = "/API/enterprise/scim";

    /** Section 3.8: SCIM's own type unless the client prefers plain JSON. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/scim+json                                   | application/scim+json
            application/scim+json; charset=utf-8                    | application/scim+json
            application/scim+json;q=0.5                             | application/scim+json
            APPLICATION/SCIM+JSON                                   | application/scim+json
            application/json                                        | application/json
            application/json;charset=UTF-8                          | application/json
            application/json;q=0.9, application/scim+json;q=0.1     | application/json
            application/scim+json, application/json;q=0.9           | application/scim+json
            application/json, application/scim+json                 | application/json
            */*                                                     | application/scim+json
            application/*                                           | application/scim+json
            text/html, application/xhtml+xml, */*;q=0.8             | application/scim+json
            text/html, application/json;q=0.1                       | application/json
            text/*;q=0.9, */*;q=0.1                                 | application/scim+json
            application/scim+json;q=0, application/json             | application/json
            application/json;q=0, */*                               | application/scim+json
            application/json;q=0.3, application/*;q=0.2             | application/json
            ``                                                      | application/scim+json
            """)
    void answersInTheTypeThatTheClientPrefers(String accept, String type) {
        assertThat(CLIENT.with("Accept", accept).get("/Users").header("Content-Type"))
                .startsWith(type);
        assertThat(CLIENT.with("Accept", accept)
                        .post("/Users", user(someName()))
                        .header("Content-Type"))
                .startsWith(type);
        assertThat(CLIENT.with("Accept", accept).get("/Schemas").header("Content-Type"))
                .startsWith(type);
    }

    @Test
    void answersInScimsTypeWithoutAnAcceptHeader() {
        assertOk(CLIENT.without("Accept").get("/Users"));
        assertOk(CLIENT.without("Accept").with("Accept-Charset", "iso-8859-1").get("/Users"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/json",
                "application/xml",
                "image/*",
                "garbage",
                "application/scim+xml",
                "application/scim+json;q=0",
                "*/*;q=0.0",
                "application/*;q=0, text/html",
                "application/scim+json;q=0, application/json;q=0, */*"
            })
    void refusesToAnswerInOtherTypes(String accept) {
        assertRefused(CLIENT.with("Accept", accept).get("/Users"), 406, "");
        String name = someName();
        assertRefused(CLIENT.with("Accept", accept).post("/Users", user(name)), 406, "");
        assertThat(CLIENT.filter("userName eq \"" + name + "\"").text("/totalResults"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/scim+json",
                "application/scim+json; charset=utf-8",
                "application/scim+json;charset=\"UTF-8\"",
                "Application/JSON",
                "application/json;charset=utf-8;odata=x"
            })
    void readsBodiesOfBothTypes(String type) {
        assertCreated(CLIENT.with("Content-Type", type).post("/Users", user("é" + someName())));
        assertOk(CLIENT.with("Content-Type", type).post("/.search", "{}"));
        assertOk(CLIENT.with("Content-Type", type).get("/Users"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/json",
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json-patch+json",
                "application/*",
                "*/*",
                "garbage",
                "application/"
            })
    void refusesBodiesOfOtherTypes(String type) {
        ScimClient client = CLIENT.with("Content-Type", type);
        String id = CLIENT.post("/Users", user(someName())).id();
        assertRefused(client.post("/Users", user(someName())), 415, "");
        assertRefused(client.put("/Users/" + id, user(someName())), 415, "");
        assertRefused(client.patch("/Users/" + id, "{}"), 415, "");
        assertRefused(client.post("/.search", "{}"), 415, "");
    }

    @Test
    void readsABodyThatSaysNoTypeFromAnOldClient() {
        byte[] body = user(someName()).getBytes(StandardCharsets.UTF_8);
        assertThat(raw("POST " + PATH + "/Users HTTP/1.1\r\nContent-Length: " + body.length, body)
                        .status())
                .isEqualTo(201);
        RawAnswer again = raw("POST " + PATH + "/Users HTTP/1.0\r\nContent-Length: " + body.length, body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("\"uniqueness\"");
    }

    @Test
    void readsAnAddressInAbsoluteForm() {
        String address = "http://127.0.0.1:" + PORT + PATH + "/Users?count=0";
        assertThat(raw("GET " + address + " HTTP/1.1", new byte[0]).status()).isEqualTo(200);
    }

    /** @param head request line and headers beyond Host, Authorization and Connection */
    private static RawAnswer raw(String head, byte[] body) {
        try (RawConnection connection = new RawConnection(PORT)) {
            String rest = "\r\nHost: 127.0.0.1:" + PORT + "\r\nConnection: close\r\nAuthorization: Bearer ";
            return connection
                    .send(head + rest + ORGANIZATION.token() + "\r\n\r\n")
                    .send(body)
                    .answer();
        }
    }

    private static RawAnswer post(String moreHeaders, byte[] body) {
        return raw(
                "POST " + PATH + "/Users HTTP/1.1\r\nContent-Type: application/scim+json\r\nContent-Length: "
                        + body.length + moreHeaders,
                body);
    }

    @Test
    void readsAGzippedBody() throws IOException {
        RawAnswer packed = post("\r\nContent-Encoding: gzip", gzip(user(someName(), "'displayName':'Zoë'")));
        assertThat(packed.status()).isEqualTo(201);
        assertThat(packed.body()).contains("Zoë");
        assertThat(post("\r\nContent-Encoding: x-GZIP", gzip(user(someName()))).status())
                .isEqualTo(201);
        byte[] plain = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(post("\r\nContent-Encoding: gzip", plain).body()).contains("invalidSyntax");
        assertThat(post("\r\nContent-Encoding: deflate", plain).status()).isEqualTo(415);
        assertThat(post("\r\nContent-Encoding: gzip", gzip(" ".repeat(3_000_000)))
                        .status())
                .isEqualTo(413);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void packsALongAnswerWhereTheClientTakesIt() {
        Response packed = CLIENT.with("Accept-Encoding", "gzip,deflate").get("/Schemas");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).contains("Accept-Encoding");
        assertThat(CLIENT.get("/Schemas").header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "[{}]",
                "5",
                "true",
                "\"x\"",
                "{",
                "}",
                "{\"userName\":\"x\"",
                "{'userName':'x'}",
                "{userName:1}",
                "{\"userName\":\"x\"} {}",
                "{\"userName\":\"x\",}",
                "{\"userName\":NaN}",
                "{/**/}",
                "userName=x",
                "<user/>",
                "{\"a\":\"\\x\"}",
                "{\"userName\":\"x\",\"userName\":\"y\"}",
                "{\"userName\":\"x\",\"USERNAME\":\"y\"}",
                "{\"name\":{\"givenName\":\"x\",\"givenname\":\"y\"},\"userName\":\"z\"}"
            })
    void refusesABodyThatIsNoJsonObject(String body) {
        String id = CLIENT.post("/Users", user(someName())).id();
        assertRefused(CLIENT.post("/Users", body), 400, "invalidSyntax");
        assertRefused(CLIENT.put("/Users/" + id, body), 400, "invalidSyntax");
    }

    @Test
    void refusesABodyThatIsNestedTooDeepOrTooLarge() {
        String deep = "{\"userName\":\"x\",\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertRefused(CLIENT.post("/Users", deep), 400, "invalidSyntax");
        assertRefused(CLIENT.post("/Users", user(someName(), "'title':'" + "x".repeat(1_100_000) + "'")), 413, "");
        assertCreated(CLIENT.post("/Users", user(someName(), "'title':'" + "x".repeat(900_000) + "'")));
    }

    @Test
    void readsUtf8WithAMarkInFrontAndNothingElse() {
        byte[] marked = ("\uFEFF" + user(someName(), "'title':'é'")).getBytes(StandardCharsets.UTF_8);
        assertThat(post("", marked).body()).contains("\"é\"");
        byte[] latin = user(someName(), "'title':'é'").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(post("", latin).body()).contains("invalidSyntax");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/Users,GET HEAD OPTIONS POST",
        "PUT,/Users,GET HEAD OPTIONS POST",
        "PATCH,/Users,GET HEAD OPTIONS POST",
        "POST,/Users/x,GET HEAD OPTIONS PUT PATCH DELETE",
        "GET,/.search,POST OPTIONS",
        "DELETE,//,GET HEAD OPTIONS",
        "GET,/Users/.search,POST OPTIONS",
        "PUT,/Users/.search,POST OPTIONS",
        "DELETE,/Users/.search,POST OPTIONS",
        "PATCH,/Groups/.search,POST OPTIONS",
        "GET,/Roles/.search,POST OPTIONS",
        "POST,/Schemas,GET HEAD OPTIONS",
        "DELETE,/Schemas/x,GET HEAD OPTIONS",
        "PUT,/ResourceTypes,GET HEAD OPTIONS",
        "PATCH,/ServiceProviderConfig,GET HEAD OPTIONS",
        "QUERY,/Users,GET HEAD OPTIONS POST"
    })
    void saysWhichMethodsAnAddressHas(String method, String path, String methods) {
        Response answer = CLIENT.send(method, path, "");
        assertRefused(answer, 405, "");
        String[] allowed = answer.header("Allow").split(", ?");
        assertThat(allowed).contains(methods.split(" "));
        assertThat(CLIENT.send("OPTIONS", path, "").header("Allow").split(", ?"))
                .containsExactlyInAnyOrder(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Users", "/Users/ID", "/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/Groups"})
    void answersHeadAsGetWithoutTheBody(String path) {
        String address =
                path.replace("ID", CLIENT.post("/Users", user(someName())).id());
        Response head = CLIENT.send("HEAD", address, "");
        Response get = CLIENT.get(address);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : new String[] {"Content-Type", "ETag", "Location", "Content-Length", "Vary"}) {
            assertThat(head.header(header)).isEqualTo(get.header(header));
        }
    }

    /** RFC 9110 section 6.6.1. */
    @ParameterizedTest
    @ValueSource(strings = {"/Users", "/Users/nobody", "/nothing"})
    void saysWhenItAnswered(String path) {
        Instant said =
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(CLIENT.get(path).header("Date"), Instant::from);
        assertThat(said).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Users/", "//Users", "///Users?count=1", "/Users?aadOptscim062020"})
    void readsAnAddressAsPeopleMistypeIt(String path) {
        assertOk(CLIENT.get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users",
                "/USERS",
                "/User",
                "/Users.json",
                "/v2/Users",
                "/nowhere",
                "/schemas",
                "/Users/a/b/c",
                "/%2F",
                "/%2F%2F"
            })
    void hasNothingAtOtherAddresses(String path) {
        assertRefused(CLIENT.get(path), 404, "");
        assertRefused(CLIENT.post(path, "{}"), 404, "");
    }

    @Test
    void letsNothingBeKeptOrGuessedByOthers() {
        Response answer = CLIENT.get("/Users");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer T", "bearer T", "BEARER   T ", "T", "Bearer Bearer T"})
    void takesTheTokenInTheFormsInWhichItIsSent(String header) {
        assertOk(CLIENT.with("Authorization", header.replace("T", ORGANIZATION.token()))
                .get("/Users"));
    }

    @Test
    void ignoresAnotherMethodInAHeader() {
        String id = CLIENT.post("/Users", user(someName())).id();
        Response answer = CLIENT.with("X-HTTP-Method-Override", "DELETE").post("/Users/" + id, json("{}"));
        assertRefused(answer, 405, "");
        assertOk(CLIENT.get("/Users/" + id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1E+2147483648", "-1e-99999999999"})
    void refusesNumbersOutOfAnyRange(String number) {
        assertRefused(CLIENT.post("/Users", "{\"userName\":" + number + "}"), 400, "invalidSyntax");
        assertRefused(
                CLIENT.post("/Users", "{\"userName\":\"x\",\"emails\":[{\"primary\":" + number + "}]}"),
                400,
                "invalidSyntax");
    }
}
