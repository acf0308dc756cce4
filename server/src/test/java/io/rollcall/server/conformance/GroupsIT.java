package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.search;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups are resources like Users: created, read, searched, replaced and deleted (RFC 7643 section 4.2, RFC 7644). */
class GroupsIT {
    private static final String URN = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String NOBODY = "01900000-0000-7000-8000-000000000001";

    private final ScimClient client = TestOrganization.create().withGroups().client();
    private final String jane = create("jane");
    private final String john = create("john");

    private String create(String name) {
        return assertCreated(client.post("/Users", user(name))).path("id").asText();
    }

    private static String group(String name, String... members) {
        String listed = String.join("','", members);
        String ids = members.length == 0 ? "" : "{'value':'" + listed.replace("','", "'},{'value':'") + "'}";
        return json("{'schemas':['" + URN + "'],'displayName':'" + name + "','members':[" + ids + "]}");
    }

    private String path(Response created) {
        return "/Groups/" + assertCreated(created).path("id").asText();
    }

    private List<String> members(String path) {
        return client.get(path).json().path("members").findValuesAsText("value");
    }

    private List<String> names(Response list) {
        JsonNode page = assertOk(list);
        assertThat(page.path("itemsPerPage").asInt())
                .isEqualTo(page.path("Resources").size());
        return StreamSupport.stream(page.path("Resources").spliterator(), false)
                .map(group -> group.path("displayName").asText())
                .toList();
    }

    private List<String> filtered(String filter) {
        return names(client.get("/Groups?filter=" + ScimClient.encoded(filter)));
    }

    @Test
    void createsAGroupWithItsMembers() {
        Response created = client.post(
                "/Groups",
                json("{'schemas':['" + URN + "'],'externalId':'x1','displayName':'Staff','unknown':1,'id':'mine',"
                        + "'members':[{'value':'" + jane + "','display':'ignored'}]}"));

        JsonNode group = assertCreated(created);
        String location = client.baseUrl() + "/Groups/" + group.path("id").asText();
        assertThat(created.header("Location")).isEqualTo(location);
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(group.path("schemas")).hasToString("[\"" + URN + "\"]");
        assertThat(group.path("displayName").asText()).isEqualTo("Staff");
        assertThat(group.path("externalId").asText()).isEqualTo("x1");
        assertThat(group.path("members"))
                .hasToString(json("[{'value':'" + jane + "','$ref':'" + client.baseUrl() + "/Users/" + jane
                        + "','display':'jane','type':'User'}]"));
        assertThat(group.at("/meta/resourceType").asText()).isEqualTo("Group");
        assertThat(group.at("/meta/location").asText()).isEqualTo(location);
        assertThat(group.at("/meta/version").asText()).isEqualTo("W/\"1\"");
        assertThat(group.at("/meta/created").asText()).endsWith("Z");
        assertThat(group.has("unknown")).isFalse();
        assertThat(client.get("/Groups/" + group.path("id").asText()).json()).isEqualTo(group);
    }

    /** RFC 7643 section 2.1, RFC 7644 section 3.10. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'MEMBERS':[JANE]",
                "'URN:members':[JANE]",
                "'URN':{'members':[JANE]}",
                "'urn:IETF:params:scim:schemas:core:2.0:group':{'Members':[JANE]}",
                "'members':JANE"
            })
    void readsMembersByAnyOfTheirNames(String written) {
        String members = json(written.replace("URN", URN))
                .replace("JANE", json("{'value':'JANE'}").replace("JANE", jane));
        String path = path(client.post("/Groups", json("{'displayName':'Staff',") + members + "}"));
        assertThat(members(path)).containsExactly(jane);

        assertThat(client.put(path, group("Staff")).status()).isEqualTo(200);
        assertThat(members(path)).isEmpty();
        assertRefused(
                client.put(path, json("{'displayName':'Staff','members':[],") + members + "}"), 400, "invalidSyntax");
    }

    @Test
    void refusesGroupsThatCannotBe() {
        path(client.post("/Groups", group("Staff")));

        assertRefused(client.post("/Groups", group("STAFF")), 409, "uniqueness");
        assertRefused(client.post("/Groups", json("{'schemas':['" + URN + "']}")), 400, "invalidValue");
        assertRefused(client.post("/Groups", group(" ")), 400, "invalidValue");
        assertRefused(client.post("/Groups", group("x".repeat(513))), 400, "invalidValue");
        assertRefused(client.post("/Groups", json("{'displayName':7.5}")), 400, "invalidValue");
        Response unknown = client.post("/Groups", group("Other", jane, NOBODY));
        assertRefused(unknown, 400, "invalidValue");
        assertThat(unknown.text("/detail")).contains(NOBODY);
        assertThat(client.post("/Groups", group("Other", "00uq2kqg7Y")).text("/detail"))
                .contains("00uq2kqg7Y");
        assertThat(names(client.get("/Groups"))).containsExactly("Staff");
    }

    @Test
    void refusesGroupsInGroups() {
        String staff = path(client.post("/Groups", group("Staff"))).substring("/Groups/".length());

        Response byId = client.post("/Groups", group("All", staff));
        assertRefused(byId, 400, "invalidValue");
        assertThat(byId.text("/detail")).contains("is the id of a group");
        for (String member : List.of(
                "{'value':'" + staff + "','type':'Group'}",
                "{'value':'" + staff + "','$ref':'https://x.test/Groups/" + staff + "'}")) {
            Response refused = client.post("/Groups", json("{'displayName':'All','members':[" + member + "]}"));
            assertRefused(refused, 400, "invalidValue");
            assertThat(refused.text("/detail")).contains("groups in groups are not supported");
        }
    }

    @Test
    void replacesAGroup() {
        String path = path(client.post("/Groups", group("Staff", jane)));

        Response replaced = client.put(path, group("Team", john));

        assertThat(assertOk(replaced).path("displayName").asText()).isEqualTo("Team");
        assertThat(replaced.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(members(path)).containsExactly(john);
        assertThat(client.put(path, group("Team", john)).header("ETag")).isEqualTo("W/\"2\"");
        assertThat(client.put(path, group("Team", john, jane, john)).header("ETag"))
                .isEqualTo("W/\"3\"");
        assertThat(members(path)).containsExactlyInAnyOrder(jane, john);
    }

    @Test
    void keepsMembersThatAPutDoesNotName() {
        String path = path(client.post("/Groups", group("Staff", jane)));

        assertThat(client.put(path, json("{'displayName':'Team'}")).status()).isEqualTo(200);
        assertThat(members(path)).containsExactly(jane);
        assertThat(client.put(path, json("{'displayName':'Team','members':null}"))
                        .status())
                .isEqualTo(200);
        assertThat(members(path)).isEmpty();
    }

    @Test
    void deletesAGroupButNotItsMembers() {
        String path = path(client.post("/Groups", group("Staff", jane)));

        assertThat(client.delete(path).status()).isEqualTo(204);

        assertRefused(client.get(path), 404, "");
        assertRefused(client.delete(path), 404, "");
        assertThat(client.get("/Users/" + jane).json().has("groups")).isFalse();
        path(client.post("/Groups", group("Staff", jane)));
    }

    @Test
    void keepsToPreconditions() {
        String path = path(client.post("/Groups", group("Staff", jane)));
        ScimClient outdated = client.with("If-Match", "W/\"7\"");

        assertRefused(outdated.put(path, group("Team")), 412, "");
        assertRefused(outdated.patch(path, patch("{'op':'remove','path':'members'}")), 412, "");
        assertRefused(outdated.delete(path), 412, "");
        assertRefused(outdated.get(path), 412, "");
        assertThat(client.with("If-None-Match", "W/\"1\"").get(path).status()).isEqualTo(304);
        assertThat(members(path)).containsExactly(jane);
        assertThat(client.with("If-Match", "W/\"1\"").put(path, group("Team")).status())
                .isEqualTo(200);
    }

    /** The {@code display} of a member is read with the group, and is no part of it. */
    @Test
    void keepsItsVersionIfAMemberIsRenamed() {
        String path = path(client.post("/Groups", group("Staff", jane)));

        assertOk(client.put("/Users/" + jane, user("janet")));

        assertThat(client.with("If-None-Match", "W/\"1\"").get(path).status()).isEqualTo(304);
        assertThat(client.get(path).text("/members/0/display")).isEqualTo("janet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "displayName eq \"sTaff\" | Staff",
                "displayName eq \"Sta\" | ''",
                "displayName sw \"s\" | Staff",
                "displayName co \"A\" and not (displayName eq \"team\") | Staff",
                "externalId eq \"x1\" | Team",
                "externalId eq \"X1\" | ''",
                "externalId pr | Team",
                "not (externalId pr) | Staff",
                "externalId eq null | Staff",
                "externalId ne \"x1\" | Staff",
                "members[value eq \"JANE\"] | Staff",
                "members.value eq \"JANE\" | Staff",
                "members eq \"JANE\" | Staff",
                "members.value ne \"JANE\" | Team",
                "members[value eq \"JANE\" and type eq \"User\"] | Staff",
                "members[value eq \"JANE\" or value eq \"JOHN\"] | Staff;Team",
                "members[type eq \"Group\"] | ''",
                "members.value eq \"nobody\" | ''",
                "members pr | Staff;Team",
                "id eq \"ID\" | Staff",
                "id eq \"ID\" and members.value eq \"JOHN\" | ''",
                "id eq \"x\" | ''",
                "meta.location ew \"ID\" | Staff",
                "meta.resourceType eq \"Group\" | Staff;Team",
                "meta.version eq \"W/\\\"1\\\"\" | Staff;Team",
                "meta.lastModified gt \"2020-01-01T00:00:00Z\" | Staff;Team",
                "meta.created lt \"2020-01-01T00:00:00Z\" | ''",
                "schemas eq \"urn:ietf:params:scim:schemas:core:2.0:Group\" | Staff;Team",
                "urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq \"staff\" | Staff"
            })
    void findsGroupsByFilter(String filter, String found) {
        String id = path(client.post("/Groups", group("Staff", jane))).substring("/Groups/".length());
        path(client.post(
                "/Groups", json("{'displayName':'Team','externalId':'x1','members':[{'value':'" + john + "'}]}")));

        List<String> expected = found.isEmpty() ? List.of() : List.of(found.split(";"));
        String resolved = filter.replace("JANE", jane).replace("JOHN", john).replace("ID", id);
        assertThat(filtered(resolved)).isEqualTo(expected);
        assertThat(names(client.post(
                        "/Groups/.search",
                        search("'filter':'" + resolved.replace("\\", "\\\\").replace("\"", "\\\"") + "'"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shoe eq \"x\"",
                "members.display eq \"jane\"",
                "members.value co \"0\"",
                "members[display eq \"jane\"]",
                "displayName[value eq \"x\"]",
                "meta.created co \"x\"",
                "meta.created eq \"x\"",
                "meta eq \"x\"",
                "displayName eq 7",
                "displayName"
            })
    void refusesFiltersThatCannotBeAnswered(String filter) {
        assertRefused(client.get("/Groups?filter=" + ScimClient.encoded(filter)), 400, "invalidFilter");
    }

    @Test
    void pagesByIndexAndByCursor() {
        for (int number = 1; number <= 5; number++) {
            path(client.post("/Groups", group("G" + number, jane)));
        }
        assertThat(names(client.get("/Groups?startIndex=1&count=2"))).containsExactly("G1", "G2");
        assertThat(names(client.get("/Groups?startIndex=5&count=2"))).containsExactly("G5");
        assertThat(client.get("/Groups?startIndex=3&count=2").text("/totalResults"))
                .isEqualTo("5");
        assertThat(client.get("/Groups?startIndex=3&count=2").text("/startIndex"))
                .isEqualTo("3");
        assertThat(client.get("/Groups?count=0").text("/totalResults")).isEqualTo("5");
        assertThat(names(client.get("/Groups?startIndex=9"))).isEmpty();
        String sorted = "/Groups?sortBy=displayName&sortOrder=descending&count=2";
        Response first = client.get(sorted + "&cursor=");
        assertThat(names(first)).containsExactly("G5", "G4");
        Response second = client.get(sorted + "&cursor=" + first.text("/nextCursor"));
        assertThat(names(second)).containsExactly("G3", "G2");
        Response last = client.get(sorted + "&cursor=" + second.text("/nextCursor"));
        assertThat(names(last)).containsExactly("G1");
        assertThat(last.json().has("nextCursor")).isFalse();
        assertRefused(client.get("/Groups?count=2&cursor=" + first.text("/nextCursor")), 400, "invalidCursor");
        assertRefused(client.get("/Users?count=2&cursor=" + first.text("/nextCursor")), 400, "invalidCursor");
        assertRefused(client.get("/Groups?sortBy=members"), 400, "invalidPath");
        Response unsorted = client.get("/Groups?count=3&cursor=");
        assertThat(names(client.get("/Groups?count=3&cursor=" + unsorted.text("/nextCursor"))))
                .containsExactly("G4", "G5");
    }

    @Test
    void sortsGroupsWithoutAValueLast() {
        path(client.post("/Groups", group("b")));
        path(client.post("/Groups", json("{'displayName':'A','externalId':'2'}")));
        path(client.post("/Groups", json("{'displayName':'c','externalId':'1'}")));

        assertThat(names(client.get("/Groups?sortBy=displayName"))).containsExactly("A", "b", "c");
        assertThat(names(client.get("/Groups?sortBy=externalId"))).containsExactly("c", "A", "b");
        assertThat(names(client.get("/Groups?sortBy=externalId&sortOrder=descending")))
                .containsExactly("b", "A", "c");
        assertThat(names(client.get("/Groups?sortBy=meta.lastModified"))).containsExactly("b", "A", "c");
        String next = client.get("/Groups?sortBy=externalId&count=1&cursor=").text("/nextCursor");
        assertThat(names(client.get("/Groups?sortBy=externalId&count=1&cursor=" + next)))
                .containsExactly("A");
    }

    @Test
    void returnsTheRequestedAttributes() {
        String path = path(client.post("/Groups", group("Staff", jane)));
        String id = path.substring("/Groups/".length());

        assertThat(client.get(path + "?excludedAttributes=members").json().has("members"))
                .isFalse();
        assertThat(client.get("/Groups?excludedAttributes=members")
                        .json()
                        .at("/Resources/0")
                        .has("members"))
                .isFalse();
        assertThat(client.get(path + "?attributes=displayName").body())
                .isEqualTo(json("{'id':'" + id + "','schemas':['" + URN + "'],'displayName':'Staff'}"));
        assertThat(client.get(path + "?attributes=members.value").json().path("members"))
                .hasToString(json("[{'value':'" + jane + "'}]"));
        assertThat(client.get(path + "?excludedAttributes=members.$ref,meta")
                        .json()
                        .path("members"))
                .hasToString(json("[{'value':'" + jane + "','display':'jane','type':'User'}]"));
        assertThat(client.get("/Groups?attributes=members.display").json().at("/Resources/0/members"))
                .hasToString(json("[{'display':'jane'}]"));
    }

    @Test
    void describesGroups() {
        JsonNode type = assertOk(client.get("/ResourceTypes/Group"));
        assertThat(type.path("endpoint").asText()).isEqualTo("/Groups");
        assertThat(type.path("schema").asText()).isEqualTo(URN);
        assertThat(client.get("/ResourceTypes").text("/totalResults")).isEqualTo("3");
        JsonNode schema = assertOk(client.get("/Schemas/" + URN));
        assertThat(schema.path("attributes"))
                .extracting(one -> one.path("name").asText())
                .containsExactly("displayName", "members");
        assertThat(schema.at("/attributes/1/subAttributes"))
                .extracting(one -> one.path("name").asText())
                .containsExactly("value", "$ref", "display", "type");
    }

    @Test
    void takesBulkOperations() {
        Response answer = client.post(
                "/Bulk",
                json("{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],"
                        + "'Operations':[{'method':'POST','path':'/Groups','bulkId':'g','data':{'displayName':'Bulk','members':"
                        + "[{'value':'bulkId:u'}]}},{'method':'POST','path':'/Users','bulkId':'u','data':{'userName':'new'}},"
                        + "{'method':'PATCH','path':'/Groups/bulkId:g','data':{'Operations':[{'op':'add','path':'members',"
                        + "'value':[{'value':'" + jane
                        + "'}]}]}},{'method':'PUT','path':'/Groups/bulkId:g','version':'W/\\\"9\\\"',"
                        + "'data':{'displayName':'x'}}]}"));

        assertThat(answer.json().path("Operations").findValuesAsText("status"))
                .containsExactly("201", "201", "200", "412", "412");
        assertThat(filtered("members.value eq \"" + jane + "\"")).containsExactly("Bulk");
        String path = answer.json()
                .at("/Operations/0/location")
                .asText()
                .substring(client.baseUrl().length());
        assertThat(members(path)).hasSize(2);
        Response deleted = client.post("/Bulk", json("{'Operations':[{'method':'DELETE','path':'" + path + "'}]}"));
        assertThat(deleted.json().at("/Operations/0/status").asText()).isEqualTo("204");
        assertRefused(client.get(path), 404, "");
    }
}
