package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.UserPrefixSearch.FoundUsers;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPrefixSearchIT {
    private static final int LIMIT = 10;
    private static final int MATCHES = UserPrefixSearch.EXAMINED + 200;

    private final TestOrganization organization = TestOrganization.create();
    private final UserPrefixSearch search = TestServer.shared().component(UserPrefixSearch.class);

    private void user(String userName, String given, String family, String email, boolean active, String role) {
        String body = """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","active":%s,
                 "name":{"givenName":"%s","familyName":"%s"},"displayName":"Dr. %s",
                 "emails":[{"value":"%s"}],"jotform_user_role":"%s"}""".formatted(userName, active, given, family, family, email, role);
        assertThat(organization.client().post("/Users", body).status()).isEqualTo(201);
    }

    private List<String> found(String text) {
        return found(text, Optional.empty(), Optional.empty());
    }

    private List<String> found(String text, Optional<Boolean> active, Optional<String> role) {
        return search
                .startingWith(organization.id(), text, active, role, UserPrefixSearch.EXAMINED, LIMIT)
                .users()
                .stream()
                .map(UserSummary::userName)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "u.1, u.1",
        "U.1, u.1",
        "Jö, u.1",
        "JÖ, u.1",
        "Müller, u.1",
        "dr. mü, u.1",
        "joerg@, u.1",
        "  u.1  , u.1",
        "100%, ",
        "u_1, ",
        "örg, ",
    })
    void findsByTheBeginningOfWhateverPeopleKnow(String text, String expected) {
        user("u.1", "Jörg", "Müller", "joerg@example.com", true, "admin");
        assertThat(found(text)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void findsEachUserOnceAndInOrder() {
        user("anna", "Anna", "Annan", "anna@example.com", true, "admin");
        user("Andy", "Andy", "Annan", "andy@example.com", true, "user");
        assertThat(found("an")).containsExactly("Andy", "anna");
    }

    @Test
    void narrowsByStateAndRole() {
        user("anna", "A", "B", "c@example.com", true, "admin");
        user("anne", "A", "B", "d@example.com", false, "admin");
        user("anni", "A", "B", "e@example.com", true, "user");
        assertThat(found("ann", Optional.of(true), Optional.empty())).containsExactly("anna", "anni");
        assertThat(found("ann", Optional.of(false), Optional.empty())).containsExactly("anne");
        assertThat(found("ann", Optional.of(true), Optional.of("user"))).containsExactly("anni");
        assertThat(found("ann", Optional.empty(), Optional.of("creator"))).isEmpty();
    }

    @Test
    void searchesAStateAmongTheFirstMatchesOfANameAndSaysWhenThereAreMore() throws SQLException {
        ManyUsers.make(organization, TestServer.shared(), MATCHES);
        Supplier<FoundUsers> inactive = () -> search.startingWith(
                organization.id(), "user", Optional.of(false), Optional.empty(), UserPrefixSearch.EXAMINED, LIMIT);
        assertThat(inactive.get()).isEqualTo(new FoundUsers(List.of(), true));
        deactivate("user0@example.com");
        assertThat(inactive.get().users()).extracting(UserSummary::userName).containsExactly("user0@example.com");
        deactivate("user999@example.com");
        assertThat(inactive.get().users()).extracting(UserSummary::userName).containsExactly("user0@example.com");
        assertThat(inactive.get().partial()).isTrue();
        FoundUsers narrowed = search.startingWith(
                organization.id(), "user999", Optional.of(false), Optional.empty(), UserPrefixSearch.EXAMINED, LIMIT);
        assertThat(narrowed.users()).extracting(UserSummary::userName).containsExactly("user999@example.com");
        assertThat(narrowed.partial()).isFalse();
        assertThat(search.startingWith(
                                organization.id(),
                                "user",
                                Optional.empty(),
                                Optional.empty(),
                                UserPrefixSearch.EXAMINED,
                                LIMIT)
                        .partial())
                .isFalse();
    }

    private void deactivate(String userName) {
        String id =
                organization.client().filter("userName eq \"" + userName + "\"").text("/Resources/0/id");
        assertThat(organization
                        .client()
                        .patch(
                                "/Users/" + id,
                                "{\"Operations\": [{\"op\": \"replace\", \"value\": {\"active\": false}}]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void findsNobodyOfAnotherOrganization() {
        user("anna", "A", "B", "c@example.com", true, "admin");
        assertThat(search.startingWith(
                                TestOrganization.create().id(),
                                "anna",
                                Optional.empty(),
                                Optional.empty(),
                                UserPrefixSearch.EXAMINED,
                                LIMIT)
                        .users())
                .isEmpty();
    }

    @Test
    void listsTheNewestFirstAndGoesOnFromOne() {
        List.of("one", "two", "three").forEach(name -> user(name, "A", "B", name + "@example.com", true, "user"));
        List<UserSummary> first = search.newest(
                organization.id(), new UserSummaryQuery(Optional.empty(), Optional.empty(), Optional.empty(), 2));
        assertThat(first).extracting(UserSummary::userName).containsExactly("three", "two");
        assertThat(search.newest(
                        organization.id(),
                        new UserSummaryQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(first.get(1).id()),
                                2)))
                .extracting(UserSummary::userName)
                .containsExactly("one");
    }

    @Test
    void knowsWhetherAnybodyHasARole() {
        user("anna", "A", "B", "c@example.com", true, "admin");
        user("anne", "A", "B", "d@example.com", false, "admin");
        assertThat(search.anyWithRole(organization.id())).isTrue();
        assertThat(search.anyWithRole(TestOrganization.create().id())).isFalse();
    }
}
