package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.importexport.Format;
import io.rollcall.server.importexport.ImportFile;
import io.rollcall.server.importexport.ImportReport;
import io.rollcall.server.importexport.UserImport;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.scim.ScimConfig;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Stored Users have a bound, which no way of writing exceeds. */
class UserSizeIT {
    private static final int MOST = 10_000;
    private static final int LONG = 6_000;
    private static final int LARGER = 12_000;

    private static final RunningServer SERVER =
            TestServer.start(Map.of("scim.max-user-bytes", Integer.toString(MOST), "scim.max-patch-cost", "1000000"));
    private static final TestOrganization ORGANIZATION = TestOrganization.create(SERVER);
    private static final ScimClient CLIENT = ORGANIZATION.client(SERVER);

    /** Stores larger Users than the server under test. */
    private static final ScimClient EARLIER = ORGANIZATION.client();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void refusesToCreateAndReplaceByMoreThanTheLimit() {
        assertTooLarge(CLIENT.post("/Users", user("large1", title(LARGER))));
        String path = create(CLIENT, "small1");
        assertTooLarge(CLIENT.put(path, user("small1", title(LARGER))));
        assertThat(assertOk(CLIENT.get(path)).has("title")).isFalse();
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertTooLarge(CLIENT.post("/Users", user("umlauts", "'title':'" + "ü".repeat(LONG) + "'")));
        assertCreated(CLIENT.post("/Users", user("letters", title(LONG))));
    }

    /** Each change by itself is smaller than a User may be. */
    @Test
    void refusesChangesThatAddUpToMoreThanTheLimit() {
        String path = create(CLIENT, "grows");
        assertOk(add(path, "title"));
        assertTooLarge(add(path, "nickName"));
        assertThat(assertOk(CLIENT.get(path)).has("nickName")).isFalse();
        assertOk(CLIENT.patch(path, patch("{'op':'remove','path':'title'}")));
        assertOk(add(path, "nickName"));
    }

    @Test
    void refusesOneOperationOfABulkRequestAndGoesOn() {
        Response answer = CLIENT.post(
                "/Bulk", Bodies.json("{'Operations':[" + post("a", title(LARGER)) + "," + post("b", title(1)) + "]}"));
        assertThat(answer.text("/Operations/0/status")).isEqualTo("413");
        assertThat(answer.text("/Operations/0/response/detail")).contains("the most is 10000. Store less");
        assertThat(answer.text("/Operations/1/status")).isEqualTo("201");
    }

    @Test
    void refusesLinesOfAnImport() throws IOException {
        ImportReport report = SERVER.component(UserImport.class)
                .read(
                        ORGANIZATION.id(),
                        ImportFile.of(Format.JSONL, user("imported1", title(LARGER)) + "\n" + user("imported2") + "\n"),
                        false,
                        Actor.system(),
                        UserImport.Progress.NONE);
        assertThat(report.problems().get(0).detail()).contains("the most is 10000. Store less");
        assertThat(CLIENT.filter("userName sw \"imported\"").text("/totalResults"))
                .isEqualTo("1");
    }

    @Test
    void readsDeactivatesAndShrinksALargerUser() {
        String path = create(EARLIER, "earlier", title(LARGER), "'nickName':'" + "y".repeat(LARGER) + "'");
        assertOk(CLIENT.get(path));
        JsonNode inactive = assertOk(CLIENT.patch(path, patch("{'op':'replace','path':'active','value':false}")));
        assertThat(inactive.path("active").asBoolean()).isFalse();
        assertTooLarge(CLIENT.patch(path, patch("{'op':'add','path':'displayName','value':'Jane'}")));
        assertOk(CLIENT.patch(path, patch("{'op':'remove','path':'nickName'}")));
        assertOk(CLIENT.patch(path, patch("{'op':'remove','path':'title'}")));
        assertOk(CLIENT.patch(path, patch("{'op':'replace','value':{'active':true,'displayName':'Jane'}}")));
    }

    @Test
    void refusesMoreChangesThanItsSizeAllows() {
        String path = create(CLIENT, "changes", title(LONG));
        String change = "{'op':'replace','path':'nickName','value':'x'}";
        Response refused =
                CLIENT.patch(path, patch(Collections.nCopies(150, change).toArray(String[]::new)));
        assertRefused(refused, 413, "");
        assertThat(refused.text("/detail")).contains("150 changes").contains("Send at most");
        assertOk(CLIENT.patch(path, patch(Collections.nCopies(16, change).toArray(String[]::new))));
    }

    /** The database would close the connection of a statement that is too large, and the client would retry endlessly. */
    @Test
    void storesNoLargerUsersThanTheDatabaseAccepts() {
        long statement = SERVER.component(ConnectionPools.class).maxStatementBytes();
        assertThat(statement).isGreaterThan(MOST);
        ScimConfig config = ScimConfig.read(Settings.load(Map.of(), Map.of("scim.max-user-bytes", "2000000000")));
        assertThat(config.within(statement).maxUserBytes()).isEqualTo((int) (statement / 4));
        assertThat(ScimConfig.read(Settings.load(Map.of(), Map.of()))
                        .within(16_777_216)
                        .maxUserBytes())
                .isEqualTo(1_000_000);
    }

    private static String create(ScimClient client, String name, String... members) {
        return "/Users/"
                + assertCreated(client.post("/Users", user(name, members)))
                        .path("id")
                        .asText();
    }

    private static String title(int length) {
        return "'title':'" + "x".repeat(length) + "'";
    }

    private static String post(String name, String member) {
        return "{'method':'POST','path':'/Users','bulkId':'%s','data':{'userName':'bulk-%s',%s}}"
                .formatted(name, name, member);
    }

    private static void assertTooLarge(Response answer) {
        assertRefused(answer, 413, "");
        assertThat(answer.text("/detail")).contains("the most is 10000. Store less in it");
    }

    private static Response add(String path, String attribute) {
        return CLIENT.patch(path, patch("{'op':'add','path':'" + attribute + "','value':'" + "x".repeat(LONG) + "'}"));
    }
}
