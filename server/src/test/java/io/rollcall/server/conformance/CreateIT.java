package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.CORE;
import static io.rollcall.server.conformance.Bodies.ENTERPRISE;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.node;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /Users (RFC 7644 section 3.3, RFC 7643 sections 2, 3 and 4). */
class CreateIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    private static Response create(String... members) {
        return CLIENT.post("/Users", user(someName(), members));
    }

    @Test
    void answersWithTheWholeUserItsAddressAndItsVersion() {
        Response answer = create("'displayName':'Babs'");
        JsonNode made = assertCreated(answer);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        assertThat(made.path("id").asText()).isNotBlank();
        assertThat(made.at("/meta/resourceType").asText()).isEqualTo("User");
        assertThat(made.at("/meta/location").asText())
                .isEqualTo(answer.header("Location"))
                .isEqualTo(CLIENT.baseUrl() + "/Users/" + answer.id());
        assertThat(made.at("/meta/version").asText()).isEqualTo(answer.header("ETag"));
        assertThat(Instant.parse(made.at("/meta/created").asText()))
                .isEqualTo(Instant.parse(made.at("/meta/lastModified").asText()));
        assertThat(CLIENT.get("/Users/" + answer.id()).json()).isEqualTo(made);
    }

    /** RFC 7643 section 8.3. */
    @Test
    void keepsEveryAttributeOfTheFullEnterpriseUser() {
        ObjectNode sent = TestJson.file("rfc7643/enterprise-user.json");
        ObjectNode made = (ObjectNode) assertCreated(CLIENT.post("/Users", sent.toString()));
        made.remove("meta");
        made.remove("id");
        ObjectNode expected = sent.deepCopy();
        expected.remove("meta");
        expected.remove("id");
        expected.remove("groups");
        expected.remove("password");
        ((ObjectNode) expected.at("/" + ENTERPRISE + "/manager")).remove("displayName");
        assertThat(made).isEqualTo(expected);
    }

    /** RFC 7643 section 8.2 to 8.3 hold them; the server alone gives them (RFC 7644 section 3.3). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id':'mine'",
                "'id':5",
                "'meta':{'resourceType':'Group','created':'yesterday','location':'x','version':'9'}",
                "'meta':'nonsense'",
                "'groups':[{'value':'g1','display':'Guides'}]",
                "'groups':[]",
                "'" + ENTERPRISE + "':{'manager':{'displayName':'Boss'}}",
                "'unheardOf':{'a':[1]}",
                "'urn:example:unheard:2.0:User':{'a':'b'}",
                "'password':'t1meMa$heen'"
            })
    void leavesOutWhatAClientMayNotWrite(String member) {
        JsonNode made = assertCreated(create(member));
        assertThat(made.path("id").asText()).isNotEqualTo("mine").hasSizeGreaterThan(10);
        assertThat(made.at("/meta/resourceType").asText()).isEqualTo("User");
        assertThat(made).hasSize(5);
    }

    /** RFC 7643 section 2.1. */
    @Test
    void takesAttributeNamesInAnyCase() {
        JsonNode made = assertCreated(CLIENT.post(
                "/Users",
                json("{'SCHEMAS':['" + CORE + "'],'USERNAME':'" + someName()
                        + "','Name':{'FAMILYNAME':'Jensen'},'eMails':[{'Value':'a@b.c','TYPE':'work'}],'"
                        + ENTERPRISE.toUpperCase(Locale.ROOT) + "':{'costcenter':'4130'}}")));
        assertThat(made.at("/name/familyName").asText()).isEqualTo("Jensen");
        assertThat(made.at("/emails/0")).isEqualTo(node("{'value':'a@b.c','type':'work'}"));
        assertThat(made.path(ENTERPRISE).path("costCenter").asText()).isEqualTo("4130");
    }

    @Test
    void keepsValuesAsTheyWereSpelled() {
        String name = "ÅsaÖBERG-" + someName();
        JsonNode made = assertCreated(CLIENT.post("/Users", user(name, "'displayName':'  Zoë 😀 e\\u0301 '")));
        assertThat(made.path("userName").asText()).isEqualTo(name);
        assertThat(made.path("displayName").asText()).isEqualTo("  Zoë 😀 e\u0301 ");
    }

    /** RFC 7643 section 3: the schemas that the body has attributes of. */
    @Test
    void listsTheSchemasOfWhatIsThere() {
        assertThat(assertCreated(create("'" + ENTERPRISE + "':{'department':'Sales'}"))
                        .path("schemas"))
                .isEqualTo(node("['" + CORE + "','" + ENTERPRISE + "']"));
        Response claimed = CLIENT.post(
                "/Users", json("{'schemas':['" + CORE + "','" + ENTERPRISE + "'],'userName':'" + someName() + "'}"));
        assertThat(assertCreated(claimed).path("schemas")).isEqualTo(node("['" + CORE + "']"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'schemas':null,",
                "'schemas':[],",
                "'schemas':['URN:IETF:params:SCIM:schemas:core:2.0:user'],"
            })
    void takesABodyWhoseSchemasSayNothingWrong(String schemas) {
        assertCreated(CLIENT.post("/Users", json("{" + schemas + "'userName':'" + someName() + "'}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'urn:foo'", "['urn:foo']", "[5]", "'" + CORE + "'", "['" + ENTERPRISE + "']"})
    void refusesSchemasWithoutTheUsers(String schemas) {
        String body = json("{'schemas':" + schemas + ",'userName':'" + someName() + "'}");
        assertRefused(CLIENT.post("/Users", body), 400, "invalidSyntax");
    }

    /** RFC 7643 section 2.5: null and an empty array mean no value; identity providers send empty texts for it, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'title':null",
                "'title':''",
                "'emails':[]",
                "'emails':null",
                "'emails':[{'type':'work','value':''}]",
                "'emails':[{'type':'work','primary':true}]",
                "'emails':[null,{}]",
                "'name':{}",
                "'name':{'givenName':'','familyName':null}",
                "'addresses':[{'type':'work','locality':''}]",
                "'" + ENTERPRISE + "':null",
                "'" + ENTERPRISE + "':{}",
                "'" + ENTERPRISE + "':{'department':'','manager':{'value':null}}",
                "'jotform_user_role':''",
                "'active':null"
            })
    void treatsNullAndEmptyValuesAsUnassigned(String member) {
        JsonNode made = assertCreated(create(member));
        assertThat(made).as(made.toString()).hasSize(5);
        assertThat(made.path("active").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "'\"False\"',false", "'\"true\"',true", "'\"TRUE\"',true"})
    void keepsActiveAsABooleanHoweverItWasWritten(String written, boolean active) {
        assertThat(assertCreated(create("'active':" + written)).path("active").isBoolean())
                .isTrue();
        assertThat(create("'active':" + written).json().path("active").asBoolean())
                .isEqualTo(active);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'userName':null}", "{'userName':''}", "{'userName':'  '}", "{'displayName':'x'}"})
    void refusesAUserWithoutAUserName(String body) {
        Response answer = CLIENT.post("/Users", json(body));
        assertRefused(answer, 400, "invalidValue");
        assertThat(answer.text("/detail")).contains("userName");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'displayName':1.5                                           | displayName
            'displayName':{'a':1}                                       | displayName
            'displayName':['a','b']                                     | displayName
            'displayName':'a\\u0000b'                                   | displayName
            'active':'maybe'                                            | active
            'active':1                                                  | active
            'name':'Barbara'                                            | name
            'name':{'givenName':['x','y']}                              | name.givenName
            'addresses':'a'                                             | addresses
            'addresses':['a']                                           | addresses
            'emails':[['a@b.c']]                                        | emails
            'emails':[{'value':1.5}]                                    | emails.value
            'emails':[{'value':'a','primary':'yes'}]                    | emails.primary
            'emails':[{'value':'a','primary':true},{'value':'b','primary':true}] | primary
            'profileUrl':'no blanks allowed'                            | profileUrl
            'x509Certificates':[{'value':'not base64 !'}]               | x509Certificates.value
            'jotform_user_role':'emperor'                               | emperor
            'jotform_user_role':['user','admin']                        | jotform_user_role
            'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':'x' | enterprise
            'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':{'a':1}} | department
            """)
    void refusesAValueOfTheWrongTypeAndNamesIt(String member, String named) {
        Response answer = create(member);
        assertRefused(answer, 400, "invalidValue");
        assertThat(answer.text("/detail")).contains(named);
    }

    /** RFC 7643 section 2.4: the same value and type should not be there twice. */
    @Test
    void keepsAnElementThatIsThereTwiceOnce() {
        assertThat(assertCreated(create("'emails':[{'value':'a','type':'work'},{'type':'work','value':'a'}]"))
                        .path("emails"))
                .hasSize(1);
    }

    /** RFC 7644 section 3.3: 409 with uniqueness; userName is not case exact (RFC 7643 section 8.7.1). */
    @Test
    void refusesAUserNameThatIsTakenInAnyCase() {
        String name = "É" + someName();
        assertCreated(CLIENT.post("/Users", user(name)));
        Response answer = CLIENT.post("/Users", user(name.replace('É', 'é').toUpperCase(Locale.ROOT)));
        assertRefused(answer, 409, "uniqueness");
        assertThat(answer.text("/detail")).contains("userName");
    }

    /** Nobody sees the difference between the two spellings of an accent. */
    @Test
    void refusesAUserNameThatLooksLikeOneTaken() {
        String name = someName();
        assertCreated(CLIENT.post("/Users", user("jos\u00e9" + name)));
        assertRefused(CLIENT.post("/Users", user("jose\u0301" + name)), 409, "uniqueness");
        assertCreated(CLIENT.post("/Users", user("jose" + name)));
    }

    @Test
    void createsOneOfManyAtOnce() {
        String body = user(someName(), "'emails':[{'value':'same@example.com'}]");
        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(writer -> CompletableFuture.supplyAsync(
                        () -> CLIENT.post("/Users", body).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void letsUsersShareAllButTheUserName() {
        String shared = "'externalId':'same','emails':[{'value':'same@example.com'}]";
        assertCreated(create(shared));
        assertCreated(create(shared));
    }

    @Test
    void refusesAUserNameLongerThanItCanKeep() {
        assertCreated(CLIENT.post("/Users", user("l" + "o".repeat(511))));
        assertRefused(CLIENT.post("/Users", user("l" + "o".repeat(512))), 400, "invalidValue");
    }

    @Test
    void takesWhatEntraCreates() {
        Response answer =
                CLIENT.post("/Users", TestJson.file("entra/create.json").toString());
        JsonNode made = assertCreated(answer);
        assertThat(made.path("emails").path(0).path("primary").asBoolean()).isTrue();
        assertOk(CLIENT.get("/Users/" + answer.id()));
    }

    @Test
    void keepsTheRoleAtTheTopLevelWhereverItWasWritten() {
        assertThat(assertCreated(create("'jotform_user_role':'admin'")).path("jotform_user_role"))
                .isEqualTo(node("'admin'"));
        assertThat(assertCreated(create("'" + Bodies.ROLE + "':{'jotform_user_role':'admin'}"))
                        .path("jotform_user_role"))
                .isEqualTo(node("'admin'"));
    }
}
