package io.rollcall.server.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients send many operations in one request (RFC 7644 section 3.7). */
class BulkIT {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final ScimClient client = TestOrganization.create().client();

    /** The request of RFC 7644 section 3.7.3 but for the ids, which the server gives. */
    @Test
    void answersTheRfcsExample() {
        String dave = create("Dave");
        String janet = create("Janet");
        String gone = create("Gone");
        String version = client.get("/Users/" + dave).header("ETag");

        Response answer = client.post("/Bulk", """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
                  {"method": "POST", "path": "/Users", "bulkId": "qwerty",
                   "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "Alice"}},
                  {"method": "PUT", "path": "/Users/%s", "version": "%s",
                   "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "%1$s", "userName": "Bob"}},
                  {"method": "PATCH", "path": "/Users/%s", "version": "W/\\"1\\"",
                   "data": [{"op": "remove", "path": "nickName"}, {"op": "replace", "path": "userName", "value": "Dave"}]},
                  {"method": "DELETE", "path": "/Users/%s", "version": "W/\\"1\\""}]}""".formatted(dave, version.replace("\"", "\\\""), janet, gone));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        assertThat(answer.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
        JsonNode operations = answer.json().path("Operations");
        assertThat(statuses(answer)).containsExactly("201", "200", "200", "204");
        assertThat(operations.findValuesAsText("method")).containsExactly("POST", "PUT", "PATCH", "DELETE");
        assertThat(operations.findValuesAsText("bulkId")).containsExactly("qwerty");
        assertThat(operations.findValuesAsText("version")).containsExactly("W/\"1\"", "W/\"2\"", "W/\"2\"");
        assertThat(operations.findValues("response")).isEmpty();
        operations.forEach(
                operation -> assertThat(operation.path("location").asText()).startsWith(client.baseUrl() + "/Users/"));
        String alice =
                operations.at("/0/location").asText().substring(client.baseUrl().length());
        assertThat(client.get(alice).text("/userName")).isEqualTo("Alice");
        assertThat(client.get("/Users/" + dave).text("/userName")).isEqualTo("Bob");
        assertThat(client.get("/Users/" + janet).text("/userName")).isEqualTo("Dave");
        assertThat(client.get("/Users/" + gone).status()).isEqualTo(404);
    }

    /** RFC 7644 section 3.7.2: each user's manager is one that the same request makes, given before or after. */
    @Test
    void resolvesAChainOfReferences() {
        Response answer = bulk(
                post("clerk", managedBy("clerk", "head")),
                post("head", managedBy("head", "boss")),
                post("boss", user("boss")),
                "{'method':'PATCH','path':'/Users/bulkId:boss','data':{'Operations':"
                        + "[{'op':'add','value':{'title':'Chief'}}]}}");

        assertThat(statuses(answer)).containsExactly("201", "201", "201", "200");
        Response head = found("head");
        assertThat(found("clerk").json().at("/" + ENTERPRISE + "/manager/value").asText())
                .isEqualTo(head.id());
        assertThat(head.json().at("/" + ENTERPRISE + "/manager/value").asText())
                .isEqualTo(found("boss").id());
        assertThat(found("boss").text("/title")).isEqualTo("Chief");
    }

    @Test
    void refusesReferencesThatLeadNowhere() {
        Response answer = bulk(
                post("c", managedBy("c", "nobody")),
                post("d", "{'userName':''}"),
                post("e", managedBy("e", "d")),
                post("f", user("f")));

        assertThat(statuses(answer)).containsExactly("400", "400", "409", "201");
        assertThat(answer.json().at("/Operations/2/response").has("scimType")).isFalse();
        assertThat(client.get("/Users").json().path("totalResults").intValue()).isEqualTo(1);
    }

    /** Two users, each the other's manager. */
    @Test
    void resolvesReferencesInACircle() {
        Response answer = bulk(post("a", managedBy("a", "b")), post("b", managedBy("b", "a")));

        assertThat(statuses(answer)).containsExactly("201", "201");
        String a = client.filter("userName eq \"a\"").text("/Resources/0/id");
        String b = client.filter("userName eq \"b\"").text("/Resources/0/id");
        assertThat(client.get("/Users/" + a)
                        .json()
                        .findValue("manager")
                        .path("value")
                        .asText())
                .isEqualTo(b);
        assertThat(client.get("/Users/" + b)
                        .json()
                        .findValue("manager")
                        .path("value")
                        .asText())
                .isEqualTo(a);
        assertThat(client.get("/Users/" + a).header("ETag")).isEqualTo(answer.text("/Operations/0/version"));
    }

    /** Each failure is described as that of a single request would be. */
    @Test
    void describesEachErrorAndGoesOn() {
        String taken = create("taken");
        String missing = "00000000-0000-7000-8000-000000000000";
        Response answer = bulk(
                post("a", user("TAKEN")),
                "{'method':'PUT','path':'/Users/" + taken + "','version':'W/\\\"7\\\"','data':" + user("x") + "}",
                "{'method':'DELETE','path':'/Users/" + missing + "'}",
                "{'method':'PATCH','path':'/Users/" + taken + "','data':{'Operations':[{'op':'add','path':'shoe.size',"
                        + "'value':1}]}}",
                "{'method':'GET','path':'/Users/" + taken + "'}",
                "{'method':'POST','path':'/Groups','bulkId':'g','data':{'displayName':'G'}}",
                "{'method':'DELETE','path':'/Groups/1'}",
                "{'method':'POST','path':'/Bulk','bulkId':'b','data':{}}",
                post("f", user("fine")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("409", "412", "404", "400", "400", "501", "501", "400", "201");
        JsonNode operations = answer.json().path("Operations");
        assertThat(operations.get(0).has("location")).isFalse();
        assertThat(operations.at("/1/location").asText()).isEqualTo(client.baseUrl() + "/Users/" + taken);
        assertThat(operations.at("/2/response"))
                .isEqualTo(client.delete("/Users/" + missing).json());
        assertThat(operations.at("/0/response"))
                .isEqualTo(client.post("/Users", json(user("TAKEN"))).json());
        assertThat(operations.at("/3/response/scimType").asText()).isEqualTo("invalidPath");
        assertThat(operations.at("/5/response"))
                .isEqualTo(client.post("/Groups", "{\"displayName\":\"G\"}").json());
        assertThat(client.get("/Users/" + taken).text("/userName")).isEqualTo("taken");
    }

    /** The example of RFC 7644 section 3.7.3 with {@code failOnErrors} 1. */
    @Test
    void stopsAtTheFirstErrorWhereTheClientAcceptsNone() {
        Response answer = client.post(
                "/Bulk",
                json("{'failOnErrors':1,'Operations':[" + post("a", user("before")) + ","
                        + post("b", "{'userName':{'a':7}}") + "," + post("c", user("after")) + "]}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("201", "400");
        assertThat(client.get("/Users").json().path("totalResults").intValue()).isEqualTo(1);
    }

    @Test
    void carriesOutAsManyOperationsAsItPromises() {
        JsonNode promise = client.get("/ServiceProviderConfig").json().path("bulk");
        assertThat(promise.toString())
                .isEqualTo("{\"supported\":true,\"maxOperations\":1000,\"maxPayloadSize\":1048576}");
        String[] operations = IntStream.range(0, 1000)
                .mapToObj(number -> post("b" + number, user("user" + number)))
                .toArray(String[]::new);

        Response answer = bulk(operations);
        assertThat(statuses(answer)).hasSize(1000).containsOnly("201");
        assertThat(answer.json().at("/Operations/999/bulkId").asText()).isEqualTo("b999");
        assertThat(client.get("/Users?count=0").json().path("totalResults").intValue())
                .isEqualTo(1000);

        String[] tooMany = new String[1001];
        java.util.Arrays.fill(tooMany, "{'method':'DELETE','path':'/Users/1'}");
        Response refused = bulk(tooMany);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text("/status")).isEqualTo("413");
        assertThat(refused.text("/detail")).contains("1000");
    }

    @Test
    void refusesABodyLargerThanItPromises() {
        try (RunningServer small =
                TestServer.start(Map.of("http.max-body-bytes", "2048", "scim.max-bulk-operations", "3"))) {
            ScimClient client = new ScimClient(
                    TestServer.scimUrl(small), TestOrganization.create().token());
            Response refused = client.post("/Bulk", json("{'Operations':[" + post("a", user("x".repeat(2048))) + "]}"));

            assertThat(client.get("/ServiceProviderConfig").json().path("bulk").toString())
                    .isEqualTo("{\"supported\":true,\"maxOperations\":3,\"maxPayloadSize\":2048}");
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
            assertThat(refused.text("/detail")).contains("2048");
        }
    }

    @Test
    void neverShowsAPassword() {
        Response answer = bulk(
                post("a", "{'userName':'ok','password':'t1meMa$heen'}"),
                post("b", "{'userName':'','password':'t1meMa$heen'}"),
                post("c", "{'userName':'ok','password':'t1meMa$heen'}"),
                "{'method':'PATCH','path':'/Users/1','data':{'Operations':[{'op':'replace','path':'password',"
                        + "'value':'t1meMa$heen'}]}}");

        assertThat(statuses(answer)).containsExactly("201", "400", "409", "404");
        assertThat(answer.body()).doesNotContain("t1meMa");
    }

    @Test
    void doesNothingOfAMalformedRequest() {
        Response answer = bulk(post("a", user("a")), "5");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/scimType")).isEqualTo("invalidSyntax");
        assertThat(client.get("/Users").json().path("totalResults").intValue()).isZero();
        assertThat(client.get("/Bulk").status()).isEqualTo(405);
    }

    @Test
    void changesNoOtherOrganizationsUsers() {
        String mine = create("mine");
        ScimClient other = TestOrganization.create().client();
        Response answer =
                other.post("/Bulk", json("{'Operations':[{'method':'DELETE','path':'/Users/" + mine + "'}]}"));

        assertThat(statuses(answer)).containsExactly("404");
        assertThat(client.get("/Users/" + mine).status()).isEqualTo(200);
    }

    @Test
    void notesEachRefusedOperation() {
        TestOrganization organization = TestOrganization.create();
        Response answer = organization
                .client()
                .post(
                        "/Bulk",
                        json("{'Operations':[{'method':'DELETE','path':'/Users/1'}," + post("a", user("a")) + "]}"));

        List<ActivityEntry> newest = TestServer.shared()
                .component(Activity.class)
                .list(organization.organization().id(), ActivityQuery.newest(2));
        assertThat(newest)
                .extracting(ActivityEntry::kind)
                .containsExactly(ActivityKind.USER_CREATED, ActivityKind.REQUEST_REFUSED);
        assertThat(newest.get(1).subject()).isEqualTo("DELETE /Users/1");
        assertThat(newest.get(1).status()).isEqualTo(404);
        assertThat(newest.get(1).detail()).isEqualTo(answer.text("/Operations/0/response/detail"));
    }

    private Response bulk(String... operations) {
        return client.post("/Bulk", json("{'Operations':[" + String.join(",", operations) + "]}"));
    }

    private String create(String userName) {
        return client.post("/Users", json(user(userName))).id();
    }

    private Response found(String userName) {
        String id = client.filter("userName eq \"" + userName + "\"").text("/Resources/0/id");
        return client.get("/Users/" + id);
    }

    private static String post(String bulkId, String data) {
        return "{'method':'POST','path':'/Users','bulkId':'%s','data':%s}".formatted(bulkId, data);
    }

    private static String user(String userName) {
        return "{'userName':'" + userName + "'}";
    }

    private static String managedBy(String userName, String bulkId) {
        return "{'userName':'%s','%s':{'manager':{'value':'bulkId:%s'}}}".formatted(userName, ENTERPRISE, bulkId);
    }

    private static String json(String withApostrophes) {
        return withApostrophes.replace('\'', '"');
    }

    private static List<String> statuses(Response answer) {
        List<String> statuses = new ArrayList<>();
        answer.json()
                .path("Operations")
                .forEach(operation -> statuses.add(operation.path("status").textValue()));
        return statuses;
    }
}
