package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deleted user who returns is the same user, unless the organization's policy says otherwise. */
class RehireIT {
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();
    private final StoredRows rows = new StoredRows(organization.id());

    @Test
    void givesTheSameIdToTheSameExternalIdAndNothingElseOfBefore() {
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"ext-7\",\"title\":\"Boss\",\"active\":false}");
        delete(jane);

        Response again = create("{\"userName\":\"jane.married\",\"externalId\":\"ext-7\"}");

        assertThat(again.id()).isEqualTo(jane.id());
        assertThat(again.text("/meta/created")).isEqualTo(jane.text("/meta/created"));
        assertThat(again.body()).doesNotContain("Boss").contains("\"active\":true");
        assertThat(rows.count("former_users")).isZero();
    }

    /** RFC 7643 section 3.1: an id is never given to another person, who may well get the name. */
    @ParameterizedTest
    @CsvSource({"e1, e2", "e1, ''", "'', e1", "'', ''", "e1, E1", "e1, 'e1 '"})
    void givesANewIdToTheSameNameWithoutTheExternalId(String before, String after) {
        for (String role : List.of("", ",\"jotform_user_role\":\"admin\"")) {
            Response former = create(anna("anna", before.isEmpty() ? "" : before + role.length(), role));
            delete(former);

            Response namesake = create(anna("Anna", after.isEmpty() ? "" : after + role.length(), role));

            assertThat(namesake.id()).isNotEqualTo(former.id());
            assertThat(namesake.header("ETag")).isEqualTo("W/\"1\"");
            assertThat(client.get("/Users/" + former.id()).status()).isEqualTo(404);
            delete(namesake);
        }
    }

    @Test
    void takesTheOneWithTheExternalIdNotTheOneWithTheName() {
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        Response john = create("{\"userName\":\"john\",\"externalId\":\"e2\"}");
        delete(jane);
        delete(john);

        assertThat(create("{\"userName\":\"jane\",\"externalId\":\"e2\"}").id()).isEqualTo(john.id());
    }

    @Test
    void givesTheSameIdToTheSameNameInAnyCaseAndNothingElseOfBefore() {
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"ext-7\",\"title\":\"Boss\",\"active\":false,"
                + "\"emails\":[{\"value\":\"jane@example.com\"}]}");
        delete(jane);

        Response again = create("{\"userName\":\"JANE\"}");

        assertThat(again.id()).isEqualTo(jane.id());
        assertThat(again.text("/meta/created")).isEqualTo(jane.text("/meta/created"));
        assertThat(again.body())
                .doesNotContain("Boss", "jane@example.com", "ext-7")
                .contains("\"active\":true");
        assertThat(client.get("/Users/" + jane.id()).body()).isEqualTo(again.body());
        assertThat(client.filter("emails.value eq \"jane@example.com\"").text("/totalResults"))
                .isEqualTo("0");
        assertThat(rows.count("former_users")).isZero();
    }

    @Test
    void goesOnWithTheVersionSoThatNoOldTagMatches() {
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);
        Response jane = create("{\"userName\":\"jane\"}");
        String path = "/Users/" + jane.id();
        Response changed = client.put(path, "{\"userName\":\"jane\",\"title\":\"Boss\"}");
        delete(jane);

        Response again = create("{\"userName\":\"jane\"}");

        // The deletion is a version, too.
        assertThat(again.header("ETag")).isEqualTo("W/\"4\"");
        for (Response earlier : List.of(jane, changed)) {
            assertThat(client.with("If-Match", earlier.header("ETag"))
                            .delete(path)
                            .status())
                    .isEqualTo(412);
            assertThat(client.with("If-None-Match", earlier.header("ETag"))
                            .get(path)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(client.with("If-Match", again.header("ETag")).delete(path).status())
                .isEqualTo(204);
    }

    @Test
    void knowsOneByTheExternalIdToo() {
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        delete(jane);

        assertThat(create("{\"userName\":\"jane.married\",\"externalId\":\"e1\"}")
                        .id())
                .isEqualTo(jane.id());
    }

    @Test
    void believesTheNameRatherThanTheExternalId() {
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        Response john = create("{\"userName\":\"john\",\"externalId\":\"e2\"}");
        delete(jane);
        delete(john);

        assertThat(create("{\"userName\":\"jane\",\"externalId\":\"e2\"}").id()).isEqualTo(jane.id());
        assertThat(create("{\"userName\":\"other\",\"externalId\":\"e2\"}").id())
                .isEqualTo(john.id());
    }

    @Test
    void makesNewUsersWhereTheOrganizationWantsThatAndFindsTheLastOneWhenItDoesNotAnyMore() {
        setRehire(DeprovisioningPolicy.Rehire.NEW_ID);
        Response first = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        delete(first);
        Response second = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        delete(second);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(rows.count("former_users")).isEqualTo(2);

        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);

        assertThat(create("{\"userName\":\"jane\"}").id()).isEqualTo(second.id());
        assertThat(rows.count("former_users")).isEqualTo(1);
    }

    @Test
    void knowsNobodyOfAnotherOrganization() {
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        delete(jane);
        TestOrganization other = TestOrganization.create();

        Response namesake = other.client().post("/Users", "{\"userName\":\"jane\",\"externalId\":\"e1\"}");

        assertThat(namesake.id()).isNotEqualTo(jane.id());
        assertThat(rows.count("former_users")).isEqualTo(1);
    }

    @Test
    void keepsTheFormerUserWhereTheNameIsTaken() {
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        delete(jane);
        create("{\"userName\":\"john\"}");

        assertThat(client.post("/Users", "{\"userName\":\"john\",\"externalId\":\"e1\"}")
                        .status())
                .isEqualTo(409);

        assertThat(rows.count("former_users")).isEqualTo(1);
        assertThat(create("{\"userName\":\"jane\"}").id()).isEqualTo(jane.id());
    }

    @Test
    void givesTheSameIdInABulkRequest() {
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);
        Response jane = create("{\"userName\":\"jane\"}");

        Response bulk = client.post(
                "/Bulk",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":["
                        + "{\"method\":\"DELETE\",\"path\":\"/Users/" + jane.id() + "\"},"
                        + "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"b\",\"data\":{\"userName\":\"Jane\"}}]}");

        assertThat(bulk.text("/Operations/0/status")).isEqualTo("204");
        assertThat(bulk.text("/Operations/1/status")).isEqualTo("201");
        assertThat(bulk.text("/Operations/1/location")).endsWith("/Users/" + jane.id());
    }

    @RepeatedTest(3)
    void letsOneOfManyComeBackByTheName() {
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);
        Response jane = create("{\"userName\":\"jane\"}");
        delete(jane);

        List<Response> answers = Together.run(8, number -> client.post("/Users", "{\"userName\":\"jane\"}"));

        assertThat(answers).extracting(Response::status).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(client.get("/Users/" + jane.id()).status()).isEqualTo(200);
    }

    @RepeatedTest(3)
    void givesOneEarlierLifeToOneOfThoseWhoClaimItByDifferentNames() {
        setRehire(DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME);
        Response jane = create("{\"userName\":\"jane\",\"externalId\":\"e1\"}");
        delete(jane);

        List<Response> answers = Together.run(
                8,
                number -> client.post(
                        "/Users",
                        number == 0
                                ? "{\"userName\":\"jane\"}"
                                : "{\"userName\":\"other" + number + "\",\"externalId\":\"e1\"}"));

        assertThat(answers).extracting(Response::status).containsOnly(201);
        assertThat(answers).extracting(Response::id).doesNotHaveDuplicates().contains(jane.id());
        assertThat(rows.count("former_users")).isZero();
    }

    private static String anna(String userName, String externalId, String more) {
        return "{\"userName\":\"" + userName + "\",\"externalId\":\"" + externalId + "\"" + more + "}";
    }

    private Response create(String body) {
        Response created = client.post("/Users", body);
        assertThat(created.status()).isEqualTo(201);
        return created;
    }

    private void delete(Response user) {
        assertThat(client.delete("/Users/" + user.id()).status()).isEqualTo(204);
    }

    private void setRehire(DeprovisioningPolicy.Rehire rehire) {
        TestServer.shared()
                .component(Organizations.class)
                .setPolicy(organization.id(), policy -> policy.withRehire(rehire), Actor.operator());
    }
}
