package io.rollcall.server.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.SqlFragment;
import io.rollcall.server.users.query.UserOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are sorted as RFC 7644 section 3.4.2.3 says. */
class UserSortTest {
    private final UserSort sort = new UserSort(TestSchemas.user(), "https://acme.example/scim/v2/Users/");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "userName|u.user_name_key",
                "urn:ietf:params:scim:schemas:core:2.0:User:NAME.familyname|u.family_name_key, u.id",
                "name.givenName|u.given_name_key, u.id",
                "displayName|u.display_name_key, u.id",
                "active|u.active, u.id",
                "meta.lastModified|u.last_modified, u.id",
                "meta.created|u.id",
                "meta.location|u.id",
                "id|u.id",
            })
    void followsTheIndexedKeys(String sortBy, String orderBy) {
        assertThat(order(sortBy, "ascending").orderBy("order")).isEqualTo(new SqlFragment(orderBy, List.of()));
    }

    @Test
    void putsAbsentValuesAfterAllTexts() {
        UserOrder order = order("title", "ascending");
        assertThat(order.orderBy("order").text()).startsWith("COALESCE(LEFT(").endsWith(", #{order.values[1]}), u.id");
        assertThat(order.expression("key").values()).containsExactly("$.\"title\"", "\uDBFF\uDFFF");
    }

    @Test
    void turnsTheOrderAndItsTies() {
        assertThat(order("externalId", "DESCENDING").orderBy("order").text())
                .isEqualTo("COALESCE(u.external_id, #{order.values[0]}) DESC, u.id DESC");
        assertThat(order("meta.created", "descending").orderBy("order").text()).isEqualTo("u.id DESC");
    }

    @Test
    void followsThePrimaryValueOfAMultiValuedAttribute() {
        assertThat(order("emails", "ascending")).isEqualTo(order("emails.value", "ascending"));
        assertThat(order("emails", "ascending").orderBy("order").values()).startsWith("$.\"value\"", "$.\"primary\"");
    }

    @Test
    void followsCreationUnlessAskedOtherwise() {
        assertThat(sort.order(Optional.empty(), Optional.of("descending"))).isEqualTo(UserOrder.BY_ID);
        assertThat(sort.order(Optional.of("title"), Optional.empty()).descending())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "shoeSize", "name", "addresses", "meta", "password", "emails[type pr]", "urn:x:User:title"})
    void refusesWhatUsersCannotBeSortedBy(String sortBy) {
        assertThatThrownBy(() -> order(sortBy, "ascending"))
                .extracting(problem -> ((ScimProblem) problem).type())
                .isEqualTo(ScimProblem.Type.INVALID_PATH);
    }

    @Test
    void refusesAnUnknownDirection() {
        assertThatThrownBy(() -> order("title", "up"))
                .hasMessage("\"sortOrder\" must be ascending or descending, not \"up\".")
                .extracting(problem -> ((ScimProblem) problem).type())
                .isEqualTo(ScimProblem.Type.INVALID_VALUE);
    }

    private UserOrder order(String sortBy, String sortOrder) {
        return sort.order(Optional.of(sortBy), Optional.of(sortOrder));
    }
}
