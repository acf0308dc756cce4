package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PATCH of groups, as the RFC, Okta and Entra ID write it (RFC 7644 section 3.5.2). */
class GroupPatchIT {
    private static final String NOBODY = "01900000-0000-7000-8000-000000000001";

    private final ScimClient client = TestOrganization.create().withGroups().client();
    private final String jane = create("jane");
    private final String john = create("john");
    private final String path = "/Groups/"
            + assertCreated(client.post(
                            "/Groups", json("{'displayName':'Staff','members':[{'value':'" + jane + "'}]}")))
                    .path("id")
                    .asText();

    private String create(String name) {
        return assertCreated(client.post("/Users", user(name))).path("id").asText();
    }

    private List<String> members() {
        return client.get(path).json().path("members").findValuesAsText("value");
    }

    private String version() {
        return client.get(path).header("ETag");
    }

    private Response send(String... operations) {
        List<String> named = new ArrayList<>();
        for (String operation : operations) {
            named.add(operation.replace("JANE", jane).replace("JOHN", john).replace("ID", path.substring(8)));
        }
        return client.patch(path, patch(named.toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'add','path':'members','value':[{'value':'JOHN'}]} | jane john",
                "{'op':'add','path':'members','value':{'value':'JOHN'}} | jane john",
                "{'op':'add','path':'members','value':'JOHN'} | jane john",
                "{'op':'add','path':'members','value':['JOHN','JANE']} | jane john",
                "{'op':'Add','path':'members','value':[{'$ref':null,'value':'JOHN'}]} | jane john",
                "{'op':'add','value':{'members':[{'value':'JOHN'}]}} | jane john",
                "{'op':'add','path':'urn:ietf:params:scim:schemas:core:2.0:Group:members','value':[{'value':'JOHN'}]} | jane john",
                "{'op':'add','path':'urn:ietf:params:scim:schemas:core:2.0:Group','value':{'members':[{'value':'JOHN'}]}} | jane john",
                "{'op':'add','path':'Members','value':[{'Value':'JOHN','type':'User','display':'x'}]} | jane john",
                "{'op':'add','path':'members','value':[]} | jane",
                "{'op':'add','path':'members','value':null} | jane",
                "{'op':'replace','path':'members','value':[{'value':'JOHN'}]} | john",
                "{'op':'replace','path':'members','value':[{'value':'JOHN'},{'value':'JOHN'}]} | john",
                "{'op':'replace','value':{'members':[{'value':'JOHN'}]}} | john",
                "{'op':'replace','path':'members','value':[]} | ``",
                "{'op':'replace','path':'members','value':null} | ``",
                "{'op':'remove','path':'members'} | ``",
                "{'op':'remove','path':'members','value':null} | ``",
                "{'op':'remove','path':'members','value':[]} | jane",
                "{'op':'remove','path':'members','value':[{'value':'JANE'}]} | ``",
                "{'op':'Remove','path':'members','value':[{'$ref':null,'value':'JANE'}]} | ``",
                "{'op':'remove','path':'members','value':'JANE'} | ``",
                "{'op':'remove','path':'members[value eq \\\"JANE\\\"]'} | ``",
                "{'op':'remove','path':'members[value eq \\\"JANE\\\"].value'} | ``",
                "{'op':'remove','path':'members[value eq \\\"JOHN\\\"]'} | jane",
                "{'op':'remove','path':'members[value eq \\\"JOHN\\\" or value eq \\\"JANE\\\"]'} | ``",
                "{'op':'remove','path':'members[type eq \\\"User\\\"]'} | ``",
                "{'op':'remove','path':'members[type eq \\\"Group\\\"]'} | jane",
                "{'op':'remove','path':'members[value eq \\\"no id\\\"]'} | jane",
                "{'op':'remove','path':'members','value':[{'value':'01900000-0000-7000-8000-000000000001'}]} | jane",
                "{'op':'replace','value':{'id':'ID','displayName':'Staff'}} | jane"
            })
    void changesMembers(String operation, String expected) {
        Response answer = send(operation);

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        List<String> names = client.get(path).json().path("members").findValuesAsText("display");
        assertThat(names).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
        assertThat(answer.header("ETag"))
                .isEqualTo(version())
                .isEqualTo(expected.equals("jane") ? "W/\"1\"" : "W/\"2\"");
    }

    @Test
    void appliesOperationsInOrder() {
        send(
                "{'op':'add','path':'members','value':[{'value':'JOHN'}]}",
                "{'op':'remove','path':'members[value eq \\\"JOHN\\\"]'}",
                "{'op':'remove','path':'members[value eq \\\"JANE\\\"]'}",
                "{'op':'add','path':'members','value':[{'value':'JANE'}]}");
        assertThat(members()).containsExactly(jane);
        assertThat(version()).isEqualTo("W/\"1\"");

        send(
                "{'op':'add','path':'members','value':[{'value':'JOHN'}]}",
                "{'op':'replace','path':'members','value':[{'value':'JANE'}]}",
                "{'op':'replace','path':'displayName','value':'Team'}");
        assertThat(members()).containsExactly(jane);
        assertThat(version()).isEqualTo("W/\"2\"");
    }

    @Test
    void renamesAGroup() {
        send("{'op':'replace','value':{'id':'ID','displayName':'Team','externalId':'x1','meta':{},'unknown':1}}");
        assertThat(client.get(path).text("/displayName")).isEqualTo("Team");
        assertThat(client.get(path).text("/externalId")).isEqualTo("x1");
        send("{'op':'replace','path':'displayName','value':'TEAM'}", "{'op':'remove','path':'externalId'}");
        assertThat(client.get(path).text("/displayName")).isEqualTo("TEAM");
        assertThat(client.get(path).json().has("externalId")).isFalse();
        assertCreated(client.post("/Groups", json("{'displayName':'Other'}")));
        assertRefused(send("{'op':'replace','path':'displayName','value':'oTHER'}"), 409, "uniqueness");
        assertThat(members()).containsExactly(jane);
    }

    @Test
    void answersWithTheGroupIfAttributesAreAskedFor() {
        Response answer = client.patch(
                path + "?attributes=displayName", patch("{'op':'replace','path':'displayName','value':'Team'}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/displayName")).isEqualTo("Team");
        assertThat(answer.json().has("members")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'add','path':'members','value':[{'value':'01900000-0000-7000-8000-000000000001'}]} | invalidValue | 01900000",
                "{'op':'add','path':'members','value':[{'value':'00u1'}]} | invalidValue | 00u1",
                "{'op':'add','path':'members','value':[{'display':'jane'}]} | invalidValue | value",
                "{'op':'add','path':'members','value':[{'value':7}]} | invalidValue | value",
                "{'op':'add','path':'members','value':[{'value':'ID'}]} | invalidValue | is the id of a group",
                "{'op':'add','path':'members','value':[{'value':'JOHN','type':'Group'}]} | invalidValue | groups in groups",
                "{'op':'add','path':'members[value eq \\\"JOHN\\\"]','value':{}} | invalidPath | members",
                "{'op':'replace','path':'members[value eq \\\"JANE\\\"].display','value':'x'} | mutability | members",
                "{'op':'replace','path':'members.value','value':'x'} | mutability | members",
                "{'op':'remove','path':'members[display eq \\\"jane\\\"]'} | invalidFilter | ids",
                "{'op':'remove','path':'members[value co \\\"0\\\"]'} | invalidFilter | ids",
                "{'op':'remove','path':'members[value eq \\\"x\\\"'} | invalidPath | ]",
                "{'op':'remove'} | noTarget | path",
                "{'op':'remove','path':'displayName'} | mutability | required",
                "{'op':'replace','path':'displayName','value':''} | invalidValue | required",
                "{'op':'replace','path':'displayName','value':{}} | invalidValue | required",
                "{'op':'replace','path':'displayName','value':{'x':1}} | invalidValue | text",
                "{'op':'replace','path':'displayName[value eq \\\"x\\\"]','value':'x'} | invalidPath | brackets",
                "{'op':'replace','path':'id','value':'x'} | mutability | readOnly",
                "{'op':'replace','path':'meta.version','value':'x'} | mutability | readOnly",
                "{'op':'replace','path':'shoe','value':'x'} | invalidPath | shoe",
                "{'op':'replace','value':'x'} | invalidValue | object",
                "{'op':'add','path':'members'} | invalidValue | value",
                "{'op':'grow','path':'members','value':[]} | invalidSyntax | op"
            })
    void refusesWhatCannotBeDone(String operation, String scimType, String words) {
        Response refused = send("{'op':'replace','path':'displayName','value':'Half'}", operation);

        assertRefused(refused, 400, scimType);
        assertThat(refused.text("/detail")).contains(words);
        assertThat(client.get(path).text("/displayName")).isEqualTo("Staff");
        assertThat(members()).containsExactly(jane);
        assertThat(version()).isEqualTo("W/\"1\"");
    }

    @Test
    void addsAndRemoves256MembersInOneRequest() {
        List<String> users =
                IntStream.range(0, 256).mapToObj(number -> create("u" + number)).toList();
        String all =
                users.stream().map(id -> "{'value':'" + id + "','display':'x'}").collect(Collectors.joining(","));

        assertThat(send("{'op':'add','path':'members','value':[" + all + "]}").status())
                .isEqualTo(204);
        assertThat(members()).hasSize(257);
        assertThat(version()).isEqualTo("W/\"2\"");
        String[] removals = users.stream()
                .limit(60)
                .map(id -> "{'op':'remove','path':'members[value eq \\\"" + id + "\\\"]'}")
                .toArray(String[]::new);
        assertThat(send(removals).status()).isEqualTo(204);
        assertThat(members()).hasSize(197);
        assertThat(send("{'op':'remove','path':'members','value':[" + all + "]}")
                        .status())
                .isEqualTo(204);
        assertThat(members()).containsExactly(jane);
        assertThat(version()).isEqualTo("W/\"4\"");
    }

    @Test
    void saysThatThereIsNoSuchGroup() {
        assertRefused(client.patch("/Groups/" + NOBODY, patch("{'op':'remove','path':'members'}")), 404, "");
        assertRefused(client.patch("/Groups/x", patch("{'op':'remove','path':'members'}")), 404, "");
    }
}
