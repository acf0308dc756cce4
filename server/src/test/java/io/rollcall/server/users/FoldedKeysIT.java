package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.Database;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.scim.ScimApplication;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that an earlier rule of folding wrote are brought up to date when a server starts. */
class FoldedKeysIT {
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();
    private final FoldedKeys keys = new FoldedKeys(
            TestServer.shared().component(Database.class),
            TestServer.shared().component(Organizations.class),
            TestServer.shared().component(ScimApplication.class).users()::profile,
            Clock.systemUTC());

    @AfterEach
    void leaveNothingToDo() {
        keys.bringUpToDate();
    }

    @Test
    void tellTheDotlessLetterFromTheOtherEverywhere() {
        Response dotless = create("al\u0131", "\u0131@x.test");
        Response dotted = create("ali", "i@x.test");
        assertThat(dotless.id()).isNotEqualTo(dotted.id());
        assertFindsEach(dotless, dotted);
        assertThat(client.post("/Users", body("AL\u0131", "x")).status()).isEqualTo(409);
    }

    @Test
    void areBroughtUpToDateOnce() {
        Response dotless = create("al\u0131", "\u0131@x.test");
        Response other = create("bob", "bob@x.test");
        Response gone = create("s\u0131la", "s@x.test");
        client.delete("/Users/" + gone.id());
        makeOld(dotless);
        StoredRows.change(
                "UPDATE former_users SET user_name_key = 'sila' WHERE organization_id = ?",
                organization.id().value());
        assertThat(client.filter("userName eq \"al\u0131\"").text("/totalResults"))
                .isEqualTo("0");

        keys.bringUpToDate();

        Response dotted = create("ali", "i@x.test");
        assertFindsEach(dotless, dotted);
        StoredRows rows = new StoredRows(organization.id());
        assertThat(rows.count("former_users", "user_name_key = 's\u0131la'")).isEqualTo(1);
        assertThat(client.get("/Users/" + dotless.id()).header("ETag")).isEqualTo(dotless.header("ETag"));
        assertThat(client.get("/Users/" + other.id()).body()).isEqualTo(other.body());

        StoredRows.change(
                "UPDATE users SET family_name_key = 'x' WHERE organization_id = ?",
                organization.id().value());
        keys.bringUpToDate();
        assertThat(rows.count("users", "family_name_key = 'x'")).isEqualTo(3);
    }

    @Test
    void keepTheOldKeyOfAUserWhoseNameAnotherHasByNow() {
        Response old = create("al\u0131", "old@x.test");
        makeOld(old);
        Response other = create("al\u0131", "new@x.test");

        keys.bringUpToDate();

        assertThat(client.filter("userName eq \"al\u0131\"").text("/Resources/0/id"))
                .isEqualTo(other.id());
        assertThat(client.get("/Users/" + old.id()).text("/userName")).isEqualTo("al\u0131");
        assertThat(client.filter("userName eq \"ali\"").text("/Resources/0/id")).isEqualTo(old.id());
        assertThat(client.put("/Users/" + old.id(), body("al\u0131.2", "old@x.test"))
                        .status())
                .isEqualTo(200);
        assertThat(client.filter("userName eq \"AL\u0131.2\"").text("/Resources/0/id"))
                .isEqualTo(old.id());
    }

    /** As the rule wrote them that folded both letters to the same. */
    private void makeOld(Response user) {
        byte[] id = bytes(user.id());
        StoredRows.change(
                "UPDATE users SET user_name_key = 'ali', family_name_key = 'ali', search = REPLACE(search, '\u0131', 'i')"
                        + " WHERE organization_id = ? AND id = ?",
                organization.id().value(),
                id);
        StoredRows.change(
                "UPDATE user_values SET value_key = REPLACE(value_key, '\u0131', 'i') WHERE organization_id = ? AND user_id = ?",
                organization.id().value(),
                id);
        StoredRows.change("DELETE FROM folded_keys");
    }

    private static byte[] bytes(String id) {
        UUID uuid = UUID.fromString(id);
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private void assertFindsEach(Response dotless, Response dotted) {
        assertFinds("userName eq \"Al\u0131\"", dotless);
        assertFinds("userName eq \"ALI\"", dotted);
        assertFinds("emails.value eq \"\u0131@X.test\"", dotless);
        assertFinds("emails.value eq \"I@x.test\"", dotted);
        assertFinds("name.familyName eq \"Al\u0131\"", dotless);
        assertFinds("title eq \"AL\u0131\"", dotless);
    }

    private void assertFinds(String filter, Response user) {
        Response found = client.filter(filter);
        assertThat(found.text("/totalResults")).as(filter + found.body()).isEqualTo("1");
        assertThat(found.text("/Resources/0/id")).as(filter).isEqualTo(user.id());
    }

    private Response create(String userName, String email) {
        Response created = client.post("/Users", body(userName, email));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }

    private static String body(String userName, String email) {
        return "{\"userName\":\"%1$s\",\"title\":\"%1$s\",\"name\":{\"familyName\":\"%1$s\"},\"emails\":[{\"value\":\"%2$s\"}]}"
                .formatted(userName, email);
    }
}
