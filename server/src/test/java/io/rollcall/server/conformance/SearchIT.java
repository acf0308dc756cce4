package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Answers.userNames;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.search;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST .search on /Users and at the root (RFC 7644 section 3.4.3), and GET at the root (section 3.4.2.1). */
class SearchIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    @BeforeAll
    static void createUsers() {
        for (String name : new String[] {"anna", "bert", "carl", "dora"}) {
            assertCreated(CLIENT.post("/Users", user(name, "'title':'" + name + "'")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Users/.search", "/.search", "/Users/.search/", "/.search/"})
    void findsWhatGetFinds(String path) {
        Response found = CLIENT.post(
                path,
                search(
                        "'filter':'title ne \\'bert\\''",
                        "'sortBy':'userName'",
                        "'sortOrder':'descending'",
                        "'count':2"));
        assertThat(userNames(found)).containsExactly("dora", "carl");
        assertThat(found.json())
                .isEqualTo(CLIENT.get("/Users?filter=title+ne+%22bert%22&sortBy=userName&sortOrder=descending&count=2")
                        .json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'startIndex':2,'count':2                        | bert carl
            'startIndex':'2','count':'2'                    | bert carl
            'startIndex':0,'count':1                        | anna
            'count':0                                       |
            'count':-1                                      |
            'startIndex':99                                 |
            'count':null,'filter':null,'sortBy':null        | anna bert carl dora
            'STARTINDEX':4,'Count':1                        | dora
            'sortBy':'title','sortOrder':'DESCENDING'       | dora carl bert anna
            'filter':''                                     | anna bert carl dora
            'unknown':{'a':1}                               | anna bert carl dora
            'filter':'meta.resourceType eq \\'User\\' and userName sw \\'a\\'' | anna
            'filter':'meta.resourceType eq \\'Group\\''     |
            """)
    void readsTheParametersOfTheBody(String members, String expected) {
        String body = search(members);
        String[] names = expected == null ? new String[0] : expected.split(" ");
        assertThat(userNames(CLIENT.post("/Users/.search", body))).containsExactly(names);
        assertThat(userNames(CLIENT.post("/.search", body))).containsExactly(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'attributes':['userName']",
                "'attributes':'userName'",
                "'attributes':'userName,id'",
                "'ATTRIBUTES':['USERNAME','id']",
                "'excludedAttributes':['title','meta','active']",
                "'excludedAttributes':'title,meta,active'"
            })
    void givesTheAttributesThatAreAskedFor(String member) {
        JsonNode list = assertOk(CLIENT.post("/Users/.search", search(member)));
        assertThat(list.at("/Resources/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("schemas", "id", "userName");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'count':'x'                                          | invalidCount
            'count':1.5                                          | invalidCount
            'count':true                                         | invalidCount
            'count':[1]                                          | invalidSyntax
            'filter':{'a':'b'}                                   | invalidSyntax
            'filter':'foo'                                       | invalidFilter
            'sortBy':'foo'                                       | invalidPath
            'sortBy':'userName','sortOrder':'up'                 | invalidValue
            'attributes':['userName'],'excludedAttributes':['id'] | invalidValue
            'attributes':[5]                                     | invalidSyntax
            'attributes':[{'a':1}]                               | invalidSyntax
            'attributes':{'a':1}                                 | invalidSyntax
            'count':1,'COUNT':2                                  | invalidValue
            """)
    void refusesParametersThatMeanNothing(String members, String scimType) {
        assertRefused(CLIENT.post("/Users/.search", search(members)), 400, scimType);
        assertRefused(CLIENT.post("/.search", search(members)), 400, scimType);
    }

    /** As of PATCH: a client may leave it out, but not send another message's. */
    @Test
    void refusesTheSchemasOfAnotherMessage() {
        assertOk(CLIENT.post("/Users/.search", "{}"));
        assertRefused(CLIENT.post("/Users/.search", json("{'schemas':['urn:foo']}")), 400, "invalidSyntax");
        assertRefused(CLIENT.post("/.search", user("eve")), 400, "invalidSyntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "5", "\"filter\"", "{", "{\"filter\":}", "filter=userName+pr", ""})
    void refusesABodyThatIsNoObject(String body) {
        assertRefused(CLIENT.post("/Users/.search", body), 400, "invalidSyntax");
        assertRefused(CLIENT.post("/.search", body), 400, "invalidSyntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void listsAllResourcesAtTheRoot(String root) {
        assertThat(userNames(CLIENT.get(root))).containsExactly("anna", "bert", "carl", "dora");
        assertThat(userNames(CLIENT.get(root + "?filter=userName+sw+%22c%22&attributes=userName")))
                .containsExactly("carl");
        assertThat(userNames(CLIENT.get(root + "?filter=meta.resourceType+eq+%22User%22&startIndex=4")))
                .containsExactly("dora");
    }
}
