package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.ENTERPRISE;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.node;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Recorded non-standard requests of clients, with their meaning. */
class ToleratedInputsIT {
    private static final TestOrganization ORGANIZATION = TestOrganization.create();
    private static final ScimClient CLIENT = ORGANIZATION.client();

    @Test
    void setsAManagerThatEntraNamesWithoutTheUrn() {
        String boss = CLIENT.post("/Users", user(someName())).id();
        String id = CLIENT.post("/Users", user(someName())).id();
        JsonNode after = assertOk(CLIENT.patch("/Users/" + id, recorded("D1-entra-manager-no-urn.json", boss)));
        assertThat(after.path(ENTERPRISE).path("manager"))
                .isEqualTo(node("{'value':'" + boss + "','$ref':'../Users/" + boss + "'}"));
        String dotted = ENTERPRISE + ".manager";
        assertOk(CLIENT.patch("/Users/" + id, patch("{'op':'Replace','path':'" + dotted + "','value':'7'}")));
        assertThat(CLIENT.get("/Users/" + id).json().path(ENTERPRISE).path("manager"))
                .isEqualTo(node("{'value':'7'}"));
    }

    @Test
    void findsWhoHasAManagerAsEntraAsks() {
        String boss = CLIENT.post("/Users", user(someName())).id();
        String id = CLIENT.post("/Users", user(someName(), "'manager':'" + boss + "'"))
                .id();
        for (String line : recorded("D2-entra-reference-filter.txt", boss).split("\n")) {
            String query = line.substring(line.indexOf('?')).strip().replace("%22ID%22", "%22" + id + "%22");
            Response found = CLIENT.get("/Users" + query);
            assertThat(found.status()).as(found.body()).isEqualTo(200);
            assertThat(found.text("/Resources/0/id")).as(query).isEqualTo(id);
        }
    }

    @Test
    void readsAnArrayOfOneAsItsElement() {
        JsonNode made = assertCreated(CLIENT.post("/Users", recorded("E1-array-of-one.json", "")));
        assertThat(made.path("addresses"))
                .isEqualTo(node("[{'type':'work','streetAddress':'1 St','locality':'L','postalCode':'9'}]"));
    }

    @Test
    void readsATextAsTheElementOfThatValue() {
        JsonNode made = assertCreated(CLIENT.post("/Users", recorded("E2-text-for-element.json", "")));
        assertThat(made.path("roles")).isEqualTo(node("[{'value':'a'}]"));
        assertThat(made.path("emails")).isEqualTo(node("[{'value':'a@x.test'}]"));
    }

    @Test
    void namesInTheActivityWhatItIgnored() {
        Response made = CLIENT.post("/Users", recorded("F1-role-in-wrong-place.json", ""));
        assertThat(assertCreated(made).has("jotform_user_role")).isFalse();
        assertThat(newest().ignored()).containsExactly(ENTERPRISE + ":jotform_user_role");

        String address = "/Users/" + made.id();
        assertOk(CLIENT.put(address, user("n" + someName(), "'titel':'secret-value'", "'title':'T'")));
        assertThat(newest().ignored()).containsExactly("titel");
        assertThat(newest().toString()).doesNotContain("secret-value");

        assertOk(CLIENT.patch(address, patch("{'op':'add','value':{'urn:x:Role':{'a':1},'locale':'tr'}}")));
        assertThat(newest().ignored()).containsExactly("urn:x:Role");

        Response bulk = CLIENT.post(
                "/Bulk",
                json("{'failOnErrors':0,'Operations':[{'method':'POST','path':'/Users','bulkId':'a','data':"
                        + user(someName(), "'pet':'x'") + "}]}"));
        assertThat(assertOk(bulk).at("/Operations/0/status").asText()).isEqualTo("201");
        assertThat(newest().ignored()).containsExactly("pet");

        CLIENT.post("/Users", user(someName(), "'id':'7'", "'groups':[]", "'password':'x'"));
        assertThat(newest().detail()).isEmpty();
    }

    @Test
    void makesAnElementByReplaceOnlyOfAStandardType() {
        String address = "/Users/" + CLIENT.post("/Users", user(someName())).id();
        String replace = "{'op':'replace','path':'emails[type eq \\'%s\\'].value','value':'a@x'}";
        assertRefused(CLIENT.patch(address, patch(replace.formatted("fax"))), 400, "noTarget");
        assertThat(assertOk(CLIENT.patch(address, patch(replace.formatted("work"))))
                        .path("emails"))
                .isEqualTo(node("[{'value':'a@x','type':'work'}]"));
    }

    private static ActivityEntry newest() {
        return TestServer.shared()
                .component(Activity.class)
                .list(ORGANIZATION.id(), ActivityQuery.newest(1))
                .get(0);
    }

    /** The file as it was sent, with ids of this organization's. */
    private static String recorded(String name, String boss) {
        try (InputStream file = TestJson.class.getResourceAsStream("/cases/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("ID-OF-BOSS", boss);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
