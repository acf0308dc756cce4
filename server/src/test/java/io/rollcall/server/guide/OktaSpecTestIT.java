package io.rollcall.server.guide;

import static io.rollcall.server.guide.ScimAssertions.assertError;
import static io.rollcall.server.guide.ScimAssertions.assertList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The twelve requests of Okta's "SCIM 2.0 SPEC test", in its order, with its headers and its expectations. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OktaSpecTestIT {
    private static final List<String> NEEDED =
            List.of("/id", "/name/familyName", "/name/givenName", "/userName", "/emails/0/value");
    private static final String RANDOM_NAME = "runscope300abcdef@atko.com";

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization
            .client()
            .with("Accept", "application/scim+json; charset=utf-8")
            .with("Content-Type", "application/scim+json; charset=utf-8")
            .with("User-Agent", "OKTA SCIM Integration");
    private String existing;
    private String created;

    @BeforeAll
    void needsOneExistingUser() {
        existing = Okta.of(organization).created("create");
    }

    @Test
    @Order(1)
    void listsAUserWithAllThatOktaNeeds() {
        JsonNode user =
                assertList(client.get("/Users?count=1&startIndex=1"), 1, 1).path(0);
        assertNeeded(user);
        assertThat(user.path("id").textValue()).isEqualTo(existing);
    }

    @Test
    @Order(2)
    void getsThatUserById() {
        Response answer = client.get("/Users/" + existing);
        assertThat(answer.status()).isEqualTo(200);
        assertNeeded(answer.json());
        assertThat(answer.id()).isEqualTo(existing);
    }

    @Test
    @Order(3)
    void findsNobodyByAnUnknownUserName() {
        assertList(client.get("/Users?filter=userName%20eq%20%22abcdefgh@atko.com%22"), 0, 0);
    }

    @Test
    @Order(4)
    void doesNotGetAnUnknownUser() {
        assertError(client.get("/Users/010101001010101011001010101011"), 404);
    }

    @Test
    @Order(5)
    void findsNobodyByARandomEmail() {
        assertList(client.filter("userName eq \"" + UUID.randomUUID() + "@atko.com\""), 0, 0);
    }

    @Test
    @Order(6)
    void createsARandomUser() {
        Response answer = client.with("Content-Type", "application/json").post("/Users", Okta.body("spec-create"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        created = answer.id();
        assertNeeded(answer.json());
        assertThat(answer.json().path("active").booleanValue()).isTrue();
        assertThat(Okta.withoutServersOwn(answer.json())).isEqualTo(Okta.json("spec-create"));
    }

    @Test
    @Order(7)
    void getsThatUser() {
        Response answer = client.get("/Users/" + created);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Okta.withoutServersOwn(answer.json())).isEqualTo(Okta.json("spec-create"));
    }

    @Test
    @Order(8)
    void refusesToCreateThatUserAgain() {
        assertError(
                client.with("Content-Type", "application/json").post("/Users", Okta.body("spec-create")),
                409,
                "uniqueness");
    }

    @Test
    @Order(9)
    void findsThatUserInCapitals() {
        JsonNode found =
                assertList(client.filter("userName eq \"" + RANDOM_NAME.toUpperCase(Locale.ROOT) + "\""), 1, 1);
        assertThat(found.path(0).path("id").textValue()).isEqualTo(created);
        assertThat(found.path(0).path("userName").textValue()).isEqualTo(RANDOM_NAME);
    }

    @Test
    @Order(10)
    void listsGroupsSoonEnough() {
        long start = System.nanoTime();
        assertList(client.get("/Groups"), 0, 0);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(600));
    }

    @Test
    @Order(11)
    void refusesAnUnknownToken() {
        assertError(client.with("Authorization", "non-token").get("/Users?startIndex=1&count=2"), 401);
    }

    @Test
    @Order(12)
    void doesNotGetAnotherUnknownUser() {
        assertError(client.get("/Users/00919288221112222"), 404);
    }

    private static void assertNeeded(JsonNode user) {
        assertThat(NEEDED)
                .allSatisfy(pointer -> assertThat(user.at(pointer).asText()).isNotEmpty());
        assertThat(user.path("active").isBoolean()).isTrue();
        assertThat(user.path("schemas").path(0).textValue()).isEqualTo("urn:ietf:params:scim:schemas:core:2.0:User");
    }
}
