package io.rollcall.server.scim.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import jakarta.ws.rs.ClientErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result of each operation of a bulk request (RFC 7644 sections 3.7 to 3.7.3). */
class BulkJobTest {
    private final Things things = new Things();
    private int allowed = Integer.MAX_VALUE;

    @Test
    void answersInTheOrderOfTheRequest() {
        JsonNode operations = run("", post("a", "{'ref':'bulkId:b'}"), post("b", "{}"));

        assertThat(things.done).containsExactly("create {}", "create {\"ref\":\"id1\"}");
        assertThat(operations.findValuesAsText("bulkId")).containsExactly("a", "b");
        assertThat(operations.get(0))
                .isEqualTo(TestJson.json("{'location':'http://x/Things/id2','method':'POST','bulkId':'a',"
                        + "'version':'W/\\\"1\\\"','status':'201'}"));
    }

    @Test
    void carriesOutEachMethod() {
        JsonNode operations = run(
                "",
                post("a", "{'n':1}"),
                "{'method':'PUT','path':'/Things/bulkId:a','version':'W/\\\"1\\\"','data':{'n':2}}",
                "{'method':'PATCH','path':'Things/bulkId:a','data':{'Operations':[]}}",
                "{'method':'PATCH','path':'/Things/7','data':[{'op':'remove','path':'n'}]}",
                "{'method':'DELETE','path':'/Things/bulkId:a','bulkId':'z'}");

        assertThat(things.done)
                .containsExactly(
                        "create {\"n\":1}",
                        "replace id1 {\"n\":2} W/\"1\"",
                        "patch id1 {\"Operations\":[]} ",
                        "patch 7 {\"Operations\":[{\"op\":\"remove\",\"path\":\"n\"}]} ",
                        "delete id1 ");
        assertThat(operations.findValuesAsText("status")).containsExactly("201", "200", "200", "200", "204");
        assertThat(operations.findValuesAsText("location"))
                .containsExactly(
                        "http://x/Things/id1",
                        "http://x/Things/id1",
                        "http://x/Things/id1",
                        "http://x/Things/7",
                        "http://x/Things/id1");
        assertThat(operations.get(4).has("version")).isFalse();
        assertThat(operations.get(4).path("bulkId").asText()).isEqualTo("z");
        assertThat(operations.findValues("response")).isEmpty();
    }

    @Test
    void beginsNoOperationAfterItsTimeAndUndoesHalfOfACircle() {
        allowed = 2;
        JsonNode operations =
                run("", post("a", "{'ref':'bulkId:b'}"), post("b", "{'ref':'bulkId:a'}"), post("c", "{}"));

        assertThat(statuses(operations)).containsExactly("408", "408", "201");
        assertThat(things.done).containsExactly("create {}", "create {}", "delete id2 ");
    }

    @Test
    void goesOnAfterErrors() {
        JsonNode operations = run("", post("a", "{'fail':true}"), post("b", "{'ref':'bulkId:a'}"), post("c", "{}"));

        assertThat(statuses(operations)).containsExactly("400", "409", "201");
        assertThat(operations.get(0).has("location")).isFalse();
        assertThat(operations.at("/0/response/scimType").asText()).isEqualTo("invalidValue");
        assertThat(operations.at("/1/response/detail").asText()).contains("'bulkId:a', which was not created");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "3,4", "4,5"})
    void stopsAtAsManyErrorsAsTheClientAccepts(int failOnErrors, int results) {
        String fails = "{'method':'DELETE','path':'/Things/fail'}";
        JsonNode operations =
                run("'failOnErrors':" + failOnErrors + ",", fails, post("a", "{}"), fails, fails, post("b", "{}"));

        assertThat(operations).hasSize(results);
    }

    @Test
    void resolvesACircle() {
        JsonNode operations = run(
                "",
                post("a", "{'n':1,'list':['bulkId:b',{'ref':'bulkId:b'}],'ref':'bulkId:b'}"),
                post("b", "{'ref':'bulkId:a'}"),
                "{'method':'DELETE','path':'/Things/bulkId:a'}");

        assertThat(things.done)
                .containsExactly(
                        "create {\"n\":1,\"list\":[{}]}",
                        "create {\"ref\":\"id1\"}",
                        "replace id1 {\"n\":1,\"list\":[\"id2\",{\"ref\":\"id2\"}],\"ref\":\"id2\"} ",
                        "delete id1 ");
        assertThat(statuses(operations)).containsExactly("201", "201", "204");
    }

    @Test
    void undoesTheBeginningOfACircleThatCannotBeClosed() {
        JsonNode operations = run("", post("a", "{'ref':'bulkId:b'}"), post("b", "{'ref':'bulkId:a','fail':true}"));

        assertThat(things.done).containsExactly("create {}", "delete id1 ");
        assertThat(statuses(operations)).containsExactly("409", "400");
    }

    @Test
    void undoesTheBeginningOfACircleThatIsNotReachedAgain() {
        JsonNode operations = run(
                "'failOnErrors':1,",
                post("a", "{'ref':'bulkId:b'}"),
                post("b", "{'ref':'bulkId:a','fail':true}"),
                post("c", "{'ref':'bulkId:b'}"));

        assertThat(things.done).containsExactly("create {}", "delete id1 ");
        assertThat(statuses(operations)).containsExactly("409", "400");
    }

    @Test
    void beginsNothingWhereTheBeginningFails() {
        JsonNode operations = run("", post("a", "{'ref':'bulkId:b','fail':true}"), post("b", "{'ref':'bulkId:a'}"));

        assertThat(things.done).isEmpty();
        assertThat(statuses(operations)).containsExactly("400", "409");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'path':'/Things/1'}",
                "{'method':'GET','path':'/Things/1'}",
                "{'method':'delete','path':'/Things/1'}",
                "{'method':'DELETE'}",
                "{'method':'DELETE','path':'/Things'}",
                "{'method':'DELETE','path':'/Things/1/2'}",
                "{'method':'DELETE','path':'/Things/1?attributes=x'}",
                "{'method':'DELETE','path':'https://elsewhere.example/Things/1'}",
                "{'method':'DELETE','path':'/Things/bulkId:nobody'}",
                "{'method':'PUT','path':'/Things/1'}",
                "{'method':'PUT','path':'/Things/1','data':[]}",
                "{'method':'PATCH','path':'/Things/1','data':'x'}",
                "{'method':'POST','path':'/Things/1','bulkId':'a','data':{}}",
                "{'method':'POST','path':'/Things','data':{}}",
                "{'method':'POST','path':'/Things','bulkId':'a'}",
                "{'method':'POST','path':'/Things','bulkId':'a','data':{'x':'bulkId:nobody'}}",
                "{'method':'POST','path':'/Nothings','bulkId':'a','data':{}}",
            })
    void refusesAnOperationThatSaysTooLittleOrWrong(String operation) {
        JsonNode operations = run("", operation, "{'method':'DELETE','path':'/Things/2'}");

        assertThat(statuses(operations)).containsExactly("400", "204");
        assertThat(operations.at("/0/response/schemas/0").asText())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(things.done).containsExactly("delete 2 ");
    }

    @Test
    void refusesABulkIdThatIsTakenAndKeepsItForTheFirst() {
        JsonNode operations =
                run("", post("a", "{'n':1}"), post("a", "{'n':2}"), "{'method':'DELETE','path':'/Things/bulkId:a'}");

        assertThat(statuses(operations)).containsExactly("201", "400", "204");
        assertThat(things.done).containsExactly("create {\"n\":1}", "delete id1 ");
    }

    private static List<String> statuses(JsonNode operations) {
        List<String> statuses = new ArrayList<>();
        operations.forEach(operation -> statuses.add(operation.path("status").textValue()));
        return statuses;
    }

    private static String post(String bulkId, String data) {
        return "{'method':'POST','path':'/Things','bulkId':'" + bulkId + "','data':" + data + "}";
    }

    private JsonNode run(String members, String... operations) {
        ObjectNode body = TestJson.json("{" + members + "'Operations':[" + String.join(",", operations) + "]}");
        ObjectNode response = new BulkJob(
                        BulkRequest.read(body, 100),
                        "http://x",
                        this::endpoint,
                        (operation, failure) -> describe(failure),
                        this::requireTime)
                .run();
        assertThat(response.at("/schemas/0").asText()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
        return response.path("Operations");
    }

    private void requireTime() {
        if (allowed-- <= 0) {
            throw new ClientErrorException("no time", 408);
        }
    }

    private BulkEndpoint endpoint(String name) {
        if (name.equals("Things")) {
            return things;
        }
        throw new ScimProblem(ScimProblem.Type.INVALID_SYNTAX, "no such endpoint");
    }

    private static ErrorDocument describe(Throwable failure) {
        if (failure instanceof ScimProblem problem) {
            return new ErrorDocument(
                    problem.type().status(), Optional.of(problem.type().scimType()), problem.getMessage());
        }
        ClientErrorException refused = (ClientErrorException) failure;
        return new ErrorDocument(refused.getResponse().getStatus(), Optional.empty(), refused.getMessage());
    }

    /** Endpoint that records its calls, and refuses data with {@code fail} in it. */
    private static final class Things implements BulkEndpoint {
        private final List<String> done = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();

        @Override
        public Written create(ObjectNode data) {
            refuse(data.has("fail"));
            done.add("create " + data);
            ids.add("id" + (ids.size() + 1));
            return written(ids.get(ids.size() - 1));
        }

        @Override
        public Written replace(String id, ObjectNode data, Optional<String> version) {
            done.add("replace " + id + " " + data + " " + version.orElse(""));
            return written(id);
        }

        @Override
        public Written patch(String id, ObjectNode data, Optional<String> version) {
            done.add("patch " + id + " " + data + " " + version.orElse(""));
            return written(id);
        }

        @Override
        public void delete(String id, Optional<String> version) {
            refuse(id.equals("fail"));
            done.add("delete " + id + " " + version.orElse(""));
        }

        private static void refuse(boolean asked) {
            if (asked) {
                throw new ScimProblem(ScimProblem.Type.INVALID_VALUE, "as you wish");
            }
        }

        private static Written written(String id) {
            return new Written(id, "http://x/Things/" + id, "W/\"1\"");
        }
    }
}
