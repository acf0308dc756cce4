package io.rollcall.server.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.SearchIndexes;
import io.rollcall.server.users.query.UserOrder;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classification of slow searches: none of the look-ups of identity providers is one. */
class SearchIndexesTest {
    private static final String URL = "https://acme.example/scim/v2/Users/";
    private static final int MANY = 20;

    private final UserFilter filters = new UserFilter(TestSchemas.user(), URL);
    private final UserSort sorts = new UserSort(TestSchemas.user(), URL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"jane\"",
                "userName sw \"j\"",
                "externalId eq \"1\"",
                "id eq \"0190163d-8694-739b-aea5-966c26f8ad91\"",
                "emails.value eq \"jane@example.com\"",
                "emails[type eq \"work\" and value eq \"jane@example.com\"]",
                "emails[type eq \"work\"].value eq \"jane@example.com\"",
                "phoneNumbers.value eq \"1\" or emails.value eq \"jane@example.com\"",
                "externalId eq \"1\" or userName eq \"jane\"",
                "externalId eq \"1\" and active eq true",
                "active eq true",
                "active eq true and userName sw \"j\"",
                "meta.lastModified gt \"2026-01-01T00:00:00Z\"",
                "name.familyName sw \"J\"",
                "meta.resourceType eq \"User\"",
                "userName pr",
                "jotform_user_role eq \"admin\""
            })
    void doNotLimitWhatAnIndexServes(String filter) {
        assertThat(isServed(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName co \"ane\"",
                "userName ew \"ane\"",
                "not (userName eq \"jane\")",
                "title eq \"boss\"",
                "externalId eq \"1\" and title co \"boss\"",
                "emails.value eq \"shared@example.com\" and photos.value co \"x\"",
                "photos.value co \"x\"",
                "active eq true and title co \"boss\"",
                "userName eq \"jane\" or title eq \"boss\"",
                "meta.lastModified gt \"1970-01-01T00:00:00Z\" and photos.value co \"x\"",
                "emails[type eq \"work\"]",
                "meta.created gt \"2026-01-01T00:00:00Z\""
            })
    void limitWhatReadsEveryUser(String filter) {
        assertThat(isServed(filter)).isFalse();
    }

    /** Thousands of users may have the same external id, but only one has the name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayName co \"ane\"",
                "userName ew \"ane\"",
                "title eq \"boss\"",
                "title eq \"boss\" and photos.value co \"x\"",
                "title eq \"boss\" or displayName sw \"j\" and active eq true",
                "jotform_user_role eq \"admin\" and title eq \"boss\"",
                "emails[type eq \"work\" and value co \"ane\"]"
            })
    void readTheTermsOfAllUsers(String filter) {
        assertThat(usesTerms(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayName sw \"ane\"",
                "userName eq \"jane\" and title eq \"boss\"",
                "externalId eq \"1\" and title eq \"boss\"",
                "emails.value eq \"jane@example.com\" and title eq \"boss\"",
                "not (title eq \"boss\")",
                "title eq \"boss\" or title co \"x\"",
                "title gt \"b\"",
                "schemas eq \"x\""
            })
    void leaveTheTermsIfTheyFindNoFewer(String filter) {
        assertThat(usesTerms(filter)).isFalse();
    }

    private boolean usesTerms(String filter) {
        return SearchIndexes.useTerms(filters.condition(FilterParser.parse(filter, FilterLimits.DEFAULT)));
    }

    @Test
    void limitManyTermsBesideALookUpThatManyUsersMayShare() {
        String terms = String.join(" or ", Collections.nCopies(MANY, "photos.value co \"x\""));
        assertThat(isServed("externalId eq \"same\" and (" + terms + ")")).isFalse();
        assertThat(isServed("emails[value eq \"same\" and (" + terms.replace("photos.value", "display") + ")]"))
                .isFalse();
        assertThat(isServed("userName eq \"jane\" and (" + terms + ")")).isTrue();
    }

    @Test
    void limitOrdersWithoutAnIndexWhereManyAreSorted() {
        Condition everybody = new Condition.Constant(true);
        assertThat(SearchIndexes.serve(everybody, UserOrder.BY_ID)).isTrue();
        for (String sorted : new String[] {"userName", "displayName", "name.familyName", "meta.lastModified"}) {
            assertThat(SearchIndexes.serve(everybody, order(sorted))).as(sorted).isTrue();
        }
        for (String unsorted : new String[] {"title", "emails.value", "externalId"}) {
            assertThat(SearchIndexes.serve(everybody, order(unsorted)))
                    .as(unsorted)
                    .isFalse();
        }
        assertThat(SearchIndexes.serve(condition("userName eq \"jane\""), order("title")))
                .isTrue();
        assertThat(SearchIndexes.serve(condition("emails.value eq \"shared@example.com\""), order("title")))
                .as("a value that many may share")
                .isFalse();
    }

    private boolean isServed(String filter) {
        return SearchIndexes.serve(condition(filter), UserOrder.BY_ID);
    }

    private Condition condition(String filter) {
        return filters.condition(FilterParser.parse(filter, FilterLimits.DEFAULT));
    }

    private UserOrder order(String attribute) {
        return sorts.order(Optional.of(attribute), Optional.empty());
    }
}
