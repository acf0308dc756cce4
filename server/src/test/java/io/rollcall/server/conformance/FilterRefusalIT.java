package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.search;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that mean nothing are refused with invalidFilter, never half understood (RFC 7644 sections 3.4.2.2, 3.12). */
class FilterRefusalIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName eq \"x",
                "userName eq x",
                "userName eq 'x'",
                "userName = \"x\"",
                "userName foo \"x\"",
                "userName eq \"x\" xor active eq true",
                "eq \"x\"",
                "\"x\" eq userName",
                "userName pr pr",
                "userName pr \"x\"",
                "userName pr userName pr",
                "userName pr and",
                "and userName pr",
                "userName pr and or active pr",
                "not userName pr",
                "not",
                "not ()",
                "()",
                "(userName pr",
                "userName pr)",
                "userName eq \"a\") or (active eq true",
                "userName eq \"\\q\"",
                "userName eq \"\\u12\"",
                "userName eq \"\\ud83d\"",
                "userName eq \"a\nb\"",
                "userName eq [\"a\"]",
                "userName eq {\"a\":1}",
                "userName eq 01",
                "userName eq tru",
                ".userName pr",
                "userName. pr",
                "1userName pr",
                "emails..value pr",
                "emails[type eq \"work\"",
                "emails[]",
                "emails]",
                "emails[emails[type pr]]",
                "emails[type eq \"work\"].value",
                "emails[type eq \"work\"] \"x\"",
                "emails[type eq \"work\"].",
                "userName eq \"a\" # comment",
                "userName eq \"a\"; drop table users"
            })
    void refusesWhatIsNoFilter(String filter) {
        assertRefused(CLIENT.filter(filter), 400, "invalidFilter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo eq \"x\"",
                "urn:foo:bar eq \"x\"",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:foo eq \"x\"",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User eq \"x\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:department eq \"x\"",
                "name.foo pr",
                "userName.value eq \"x\"",
                "emails.value.foo pr",
                "emails[foo eq \"x\"]",
                "userName[value eq \"x\"]",
                "meta.foo pr",
                "members.value eq \"x\""
            })
    void refusesAttributesThatNobodyHas(String filter) {
        assertRefused(CLIENT.filter(filter), 400, "invalidFilter");
    }

    /** Table 3: booleans and binaries have no order; and a value must be of its attribute's type. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "active gt true",
                "active le false",
                "active co \"t\"",
                "active eq \"maybe\"",
                "active eq 1",
                "emails.primary ge true",
                "x509Certificates.value gt \"x\"",
                "x509Certificates.value le \"x\"",
                "name eq \"x\"",
                "addresses eq \"x\"",
                "meta eq \"x\"",
                "userName eq true",
                "userName eq 5",
                "userName co 5",
                "userName gt null",
                "meta.created gt \"yesterday\"",
                "meta.created eq \"2011-02-30T00:00:00Z\"",
                "meta.created eq 5",
                "meta.created eq true"
            })
    void refusesComparisonsThatTheTypeDoesNotHave(String filter) {
        assertRefused(CLIENT.filter(filter), 400, "invalidFilter");
    }

    /** RFC 7643 section 7, returned never: a client that could compare it could guess it. */
    @ParameterizedTest
    @ValueSource(strings = {"password eq \"x\"", "password sw \"x\"", "password pr", "not (password pr)"})
    void refusesToSayAnythingOfPasswords(String filter) {
        assertRefused(CLIENT.filter(filter), 400, "invalidFilter");
    }

    @Test
    void refusesFiltersThatCostTooMuch() {
        assertRefused(CLIENT.filter("(".repeat(60) + "userName pr" + ")".repeat(60)), 400, "invalidFilter");
        assertRefused(
                CLIENT.filter(String.join(" or ", Collections.nCopies(150, "userName eq \"a\""))),
                400,
                "invalidFilter");
        assertRefused(CLIENT.filter("userName eq \"" + "x".repeat(5_000) + "\""), 400, "invalidFilter");
    }

    @Test
    void answersFiltersThatAreOnlyLong() {
        assertOk(CLIENT.filter(String.join(" or ", Collections.nCopies(90, "userName eq \"a\""))));
        assertOk(CLIENT.filter("(".repeat(15) + "userName pr" + ")".repeat(15)));
    }

    @Test
    void saysWhereTheFilterIsWrong() {
        Response answer = CLIENT.filter("userName eq \"a\" oder active eq true");
        assertRefused(answer, 400, "invalidFilter");
        assertThat(answer.text("/detail")).contains("17").contains("oder");
    }

    @Test
    void refusesTheSameInASearchRequest() {
        assertRefused(CLIENT.post("/Users/.search", search("'filter':'userName'")), 400, "invalidFilter");
        assertRefused(CLIENT.post("/Users/.search", search("'filter':true")), 400, "invalidFilter");
        assertRefused(CLIENT.post("/.search", json("{'filter':'foo pr'}")), 400, "invalidFilter");
    }
}
