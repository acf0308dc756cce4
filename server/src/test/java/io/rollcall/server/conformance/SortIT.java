package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Answers.userNames;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.search;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** sortBy and sortOrder (RFC 7644 section 3.4.2.3). */
class SortIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    @BeforeAll
    static void createUsers() {
        List.of(
                        """
                        {'userName':'d','externalId':'a','displayName':'Émile','name':{'familyName':'Zorn'},'title':'x',
                         'emails':[{'value':'b@x'},{'value':'z@x','primary':true}],'active':false,
                         'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'costCenter':'2'}}""",
                        """
                        {'userName':'B','externalId':'B','displayName':'emil','name':{'familyName':'Abel'},
                         'emails':[{'value':'a@x','type':'home'},{'value':'0@x'}],
                         'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'costCenter':'10'}}""",
                        "{'userName':'c','externalId':'b','displayName':'EMIL','emails':[{'value':'m@x'}],'title':'y'}",
                        "{'userName':'a'}")
                .forEach(user -> assertCreated(CLIENT.post("/Users", json(user))));
    }

    /** Order disregards case unless the attribute is case exact; users without a value are last ascending, first descending. Equal users
     * follow their creation, so that descending is the exact reverse. */
    @ParameterizedTest
    @CsvSource({
        "sortBy=userName, a B c d",
        "sortBy=userName&sortOrder=ascending, a B c d",
        "sortBy=userName&sortOrder=descending, d c B a",
        "sortBy=USERNAME&sortOrder=Descending, d c B a",
        "sortby=userName&sortorder=DESCENDING, d c B a",
        "sortBy=externalId, B d c a",
        "sortBy=title, d c B a",
        "sortBy=title&sortOrder=descending, a B c d",
        "sortBy=displayName, B c d a",
        "sortBy=displayName&sortOrder=descending, a d c B",
        "sortBy=name.familyName, B d c a",
        "sortBy=costCenter, B d c a",
        "sortBy=emails, B c d a",
        "sortBy=emails.value, B c d a",
        "sortBy=emails&sortOrder=descending, a d c B",
        "sortBy=active, d B c a",
        "sortBy=active&sortOrder=descending, a c B d",
        "sortBy=urn:ietf:params:scim:schemas:core:2.0:User:userName, a B c d",
        "sortBy=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter, B d c a",
        "sortBy=meta.created, d B c a",
        "sortBy=meta.created&sortOrder=descending, a c B d",
        "sortBy=meta.lastModified, d B c a",
        "sortOrder=descending, d B c a",
        "sortBy=, d B c a",
        "sortBy=userName&sortOrder=, a B c d",
        "sortBy=userName&filter=userName+ne+%22c%22, a B d",
        "sortBy=meta.resourceType, d B c a"
    })
    void ordersUsers(String query, String expected) {
        assertThat(userNames(CLIENT.get("/Users?" + query))).containsExactly(expected.split(" "));
    }

    @Test
    void ordersAcrossPages() {
        List<String> names = new ArrayList<>();
        for (int start = 1; start <= 4; start++) {
            names.addAll(userNames(CLIENT.get("/Users?sortBy=displayName&count=1&startIndex=" + start)));
        }
        assertThat(names).containsExactly("B", "c", "d", "a");
    }

    @Test
    void ordersASearch() {
        Response answer = CLIENT.post("/Users/.search", search("'sortBy':'userName','sortOrder':'descending'"));
        assertThat(userNames(answer)).containsExactly("d", "c", "B", "a");
    }

    /** A complex attribute has no order; its sub-attribute must be named. */
    @ParameterizedTest
    @ValueSource(
            strings = {"name", "addresses", "foo", "meta", "userName.foo", "password", "emails[type%20eq%20%22x%22]"})
    void refusesToSortByWhatHasNoOrder(String sortBy) {
        assertRefused(CLIENT.get("/Users?sortBy=" + sortBy), 400, "invalidPath");
    }

    @Test
    void refusesAnUnknownOrder() {
        assertRefused(CLIENT.get("/Users?sortBy=userName&sortOrder=up"), 400, "invalidValue");
    }
}
