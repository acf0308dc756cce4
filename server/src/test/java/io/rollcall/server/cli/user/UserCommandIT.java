package io.rollcall.server.cli.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users from a terminal. */
class UserCommandIT {
    private static final String JANE = "{\"userName\":\"Jane\",\"externalId\":\"e1\",\"jotform_user_role\":\"admin\","
            + "\"name\":{\"givenName\":\"Jane\",\"familyName\":\"Doe\"},\"emails\":[{\"value\":\"Jane@Example.com\"}]}";

    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();
    private final String slug = organization.slug();
    private final ScimClient client = organization.client();

    @Test
    void listsUsersByStateAndRoleAndGoesOnBehindOne() {
        String jane = create(JANE);
        String john = create("{\"userName\":\"john\",\"active\":false}");
        String jack = create("{\"userName\":\"jack\"}");

        assertThat(ids(list())).containsExactly(jane, john, jack);
        assertThat(ids(list("--active", "true"))).containsExactly(jane, jack);
        assertThat(ids(list("--active", "false"))).containsExactly(john);
        assertThat(ids(list("--role", "admin"))).containsExactly(jane);
        assertThat(ids(list("--limit", "2"))).containsExactly(jane, john);
        assertThat(ids(list("--after", john))).containsExactly(jack);
        Ended words = rollcall.run("user", "list", slug, "--limit", "2");
        assertThat(words.lines().get(0)).matches("ID +USERNAME +STATE +ROLE");
        assertThat(words.lines().get(1)).matches(jane + " +Jane +active +admin");
        assertThat(words.lines().get(2)).matches(john + " +john +inactive since 20.*Z");
        assertThat(words.out()).contains("--after " + john);
    }

    @Test
    void listsFormerUsers() {
        String jane = create(JANE);
        client.delete("/Users/" + jane);

        assertThat(list().out()).isEmpty();
        assertThat(ids(list("--former"))).containsExactly(jane);
        assertThat(rollcall.run("user", "list", slug, "--former").out()).contains("former since 20");
        assertThat(rollcall.run("user", "list", slug).out()).contains("There are no such users.");
    }

    @Test
    void listsMoreThanOnePage() {
        StoredRows.change(
                "INSERT INTO users (organization_id, id, version, user_name, user_name_key, active, family_name_key,"
                        + " given_name_key, display_name_key, created, last_modified, document, search)"
                        + " SELECT ?, UNHEX(LPAD(HEX(seq), 32, '0')), 1, CONCAT('u', seq), CONCAT('u', seq), TRUE, '', '',"
                        + " '', NOW(3), NOW(3), '{}', '{}' FROM seq_1_to_2100",
                organization.id().value());

        assertThat(ids(list("--limit", "5000"))).hasSize(2_100).doesNotHaveDuplicates();
        assertThat(ids(list("--limit", "1500"))).hasSize(1_500);
    }

    @Test
    void showsAUserByNameInAnyCaseAndById() {
        String jane = create(JANE);

        Ended words = rollcall.run("user", "show", slug, "JANE");

        assertThat(words.out()).contains("Jane", jane, "active", "admin", "Jane Doe", "Jane@Example.com", "e1");
        JsonNode json = rollcall.run("user", "show", slug, jane, "--json").json();
        assertThat(json.path("id").asText()).isEqualTo(jane);
        assertThat(json.at("/profile/emails/0/value").asText()).isEqualTo("Jane@Example.com");
        assertThat(json.at("/profile/active").asBoolean()).isTrue();
        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("state").asText()).isEqualTo("active");
    }

    @Test
    void showsAFormerUser() {
        String jane = create(JANE);
        client.delete("/Users/" + jane);

        JsonNode json = rollcall.run("user", "show", slug, "jane", "--json").json();

        assertThat(json.path("userName").asText()).isEqualTo("Jane");
        assertThat(json.path("state").asText()).isEqualTo("former");
    }

    @Test
    void deactivatesAndReactivatesAsAClientWould() {
        String jane = create(JANE);
        Response before = client.get("/Users/" + jane);

        Ended ended = rollcall.run("user", "deactivate", slug, "jane");

        assertThat(ended.out()).contains("The user 'Jane' is inactive.");
        Response inactive = client.get("/Users/" + jane);
        assertThat(inactive.header("ETag")).isEqualTo("W/\"2\"");
        assertThat(inactive.json().path("active").asBoolean(true)).isFalse();
        assertThat(inactive.text("/emails/0/value")).isEqualTo("Jane@Example.com");
        assertThat(client.filter("active eq false and emails.value eq \"jane@example.com\"")
                        .text("/totalResults"))
                .isEqualTo("1");
        assertThat(newest(jane).kind()).isEqualTo(ActivityKind.USER_DEACTIVATED);
        assertThat(newest(jane).actor()).isEqualTo(Actor.operator());
        assertThat(newest(jane).changes()).isEqualTo("{\"active\":{\"before\":true,\"after\":false}}");

        assertThat(rollcall.run("user", "deactivate", slug, "jane").code()).isZero();
        assertThat(client.get("/Users/" + jane).header("ETag")).isEqualTo("W/\"2\"");

        JsonNode active =
                rollcall.run("user", "reactivate", slug, jane, "--json").json();
        assertThat(active.path("state").asText()).isEqualTo("active");
        assertThat(newest(jane).kind()).isEqualTo(ActivityKind.USER_REACTIVATED);
        Response after = client.get("/Users/" + jane);
        assertThat(withoutMeta(after)).isEqualTo(withoutMeta(before));
    }

    @Test
    void storesExactlyWhatAClientWouldStore() {
        String byHand = create(JANE);
        String byClient = create(JANE.replace("Jane\",\"ext", "Jack\",\"ext"));
        StoredRows rows = new StoredRows(organization.id());

        rollcall.run("user", "deactivate", slug, byHand);
        client.patch(
                "/Users/" + byClient, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");

        for (String column : List.of("document", "search")) {
            String expected = rows.user(byClient).get(column).toString();
            assertThat(rows.user(byHand).get(column).toString())
                    .isEqualTo(expected.replace("Jack", "Jane").replace("jack", "jane"));
        }
        assertThat(rows.user(byHand).get("deactivated"))
                .isEqualTo(rows.user(byHand).get("last_modified"));
    }

    @Test
    void deletesOnlyWhatIsConfirmed() {
        String jane = create(JANE);

        Ended refused = rollcall.run("user", "delete", slug, "jane", "--confirm", "jane");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("confirm with the userName 'Jane', not 'jane'");
        Ended deleted = rollcall.run("user", "delete", slug, "jane", "--confirm", "Jane");
        assertThat(deleted.code()).isZero();

        assertThat(client.get("/Users/" + jane).status()).isEqualTo(404);
        assertThat(create(JANE)).isEqualTo(jane);
    }

    @Test
    void erasesOnlyWhatIsConfirmedBeItPresentOrFormer() {
        String jane = create(JANE);
        client.delete("/Users/" + jane);
        create("{\"userName\":\"john\"}");

        assertThat(rollcall.run("user", "erase", slug, "jane", "--confirm", "john")
                        .code())
                .isEqualTo(1);
        assertThat(rollcall.run("user", "erase", slug, "jane", "--confirm", "Jane")
                        .out())
                .contains(jane)
                .doesNotContain("Jane");
        assertThat(rollcall.run("user", "erase", slug, "john", "--confirm", "john", "--json")
                        .json()
                        .path("erased")
                        .asBoolean())
                .isTrue();

        assertThat(rollcall.run("user", "show", slug, jane).code()).isEqualTo(1);
        assertThat(new StoredRows(organization.id()).columnsTelling("john")).isEmpty();
    }

    @Test
    void saysWhereNobodyIsNamedSo() {
        Ended ended = rollcall.run("user", "show", slug, "nobody");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("There is no user 'nobody'", "rollcall user list");
        TestOrganization other = TestOrganization.create();
        String jane = create(JANE);
        assertThat(rollcall.run("user", "deactivate", other.slug(), jane).code())
                .isEqualTo(1);
        assertThat(client.get("/Users/" + jane).json().path("active").asBoolean())
                .isTrue();
    }

    @Test
    void showsAndChangesThePolicy() {
        assertThat(rollcall.run("organization", "policy", slug).out()).contains("never", "the same id");

        JsonNode changed = rollcall.run("organization", "policy", slug, "--erase-after", "90", "--json")
                .json();
        assertThat(changed.at("/deprovisioning/eraseAfterDays").asInt()).isEqualTo(90);
        assertThat(changed.at("/deprovisioning/rehire").asText()).isEqualTo("same-id");
        assertThat(changed.at("/deprovisioning/warning").isMissingNode()).isTrue();
        assertThat(rollcall.run("organization", "policy", slug, "--rehire", "same-id-by-name")
                        .out())
                .contains("Warning: ", "also gets that user's id");
        rollcall.run("organization", "policy", slug, "--rehire", "new-id");
        assertThat(rollcall.run("organization", "policy", slug).out()).contains("90 days after", "a new id");
        assertThat(rollcall.run("organization", "policy", slug, "--erase-after", "never", "--json")
                        .json()
                        .at("/deprovisioning/eraseAfterDays")
                        .isMissingNode())
                .isTrue();

        Activity activity = TestServer.shared().component(Activity.class);
        assertThat(activity.list(organization.id(), ActivityQuery.newest(10)))
                .filteredOn(entry -> entry.kind() == ActivityKind.ORGANIZATION_CHANGED)
                .extracting(ActivityEntry::changes)
                .containsExactly(
                        "{\"eraseAfterDays\":{\"before\":90,\"after\":null}}",
                        "{\"rehire\":{\"before\":\"SAME_ID_BY_NAME\",\"after\":\"NEW_ID\"}}",
                        "{\"rehire\":{\"before\":\"SAME_ID\",\"after\":\"SAME_ID_BY_NAME\"}}",
                        "{\"eraseAfterDays\":{\"before\":null,\"after\":90}}");
    }

    @Test
    void refusesWhatCannotBeAPolicyOrAList() {
        assertThat(rollcall.run("organization", "policy", slug, "--erase-after", "0")
                        .code())
                .isEqualTo(1);
        assertThat(rollcall.run("organization", "policy", slug, "--erase-after", "soon")
                        .code())
                .isEqualTo(2);
        assertThat(rollcall.run("organization", "policy", slug, "--rehire", "maybe")
                        .code())
                .isEqualTo(2);
        assertThat(list("--former", "--role", "admin").code()).isEqualTo(2);
        assertThat(list("--limit", "0").code()).isEqualTo(2);
        assertThat(list("--after", "jane").code()).isEqualTo(2);
    }

    private static JsonNode withoutMeta(Response answer) {
        ObjectNode user = (ObjectNode) answer.json();
        user.remove("meta");
        return user;
    }

    private String create(String body) {
        Response created = client.post("/Users", body);
        assertThat(created.status()).isEqualTo(201);
        return created.id();
    }

    private Ended list(String... options) {
        String[] arguments = new String[options.length + 4];
        System.arraycopy(new String[] {"user", "list", slug, "--json"}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return rollcall.run(arguments);
    }

    private static List<String> ids(Ended listed) {
        return listed.lines().stream()
                .map(line -> line.replaceFirst("^\\{\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private ActivityEntry newest(String user) {
        return TestServer.shared()
                .component(Activity.class)
                .list(organization.id(), ActivityQuery.of(UserId.parse(user).orElseThrow(), 1))
                .get(0);
    }
}
