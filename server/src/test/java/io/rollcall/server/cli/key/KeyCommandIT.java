package io.rollcall.server.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of an admin key from a terminal. */
class KeyCommandIT {
    private final RunningServer server = TestServer.shared();
    private final TestCommands rollcall = new TestCommands(server);
    private final AdminKeys keys = server.component(AdminKeys.class);
    private final TestOrganization organization = TestOrganization.create();

    @Test
    void createsOneForAllOrganizationsThatIsGoodForAYear() {
        Ended created = rollcall.run("key", "create", "--name", "Deployment");

        assertThat(created.code()).isZero();
        assertThat(created.lines().get(1)).contains("all organizations");
        AdminKey key = verified(created.lines().get(0).replaceFirst(".*: ", "")).orElseThrow();
        assertThat(key.organization()).isEmpty();
        assertThat(key.name()).isEqualTo("Deployment");
        assertThat(key.expires().orElseThrow())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(366)));
    }

    @Test
    void createsOneForOneOrganizationThatNeverExpires() {
        JsonNode created = rollcall.run(
                        "key", "create", "--organization", organization.slug(), "--expires", "never", "--json")
                .json();

        assertThat(created.at("/key/organization").asText()).isEqualTo(organization.slug());
        assertThat(created.at("/key/expires").isMissingNode()).isTrue();
        assertThat(verified(created.path("secret").asText()).orElseThrow().organization())
                .contains(organization.id());
        assertThat(newest().kind().label()).isEqualTo("admin-key.created");
    }

    @Test
    void listsThemAndNeverTheirText() {
        JsonNode created = create();

        Ended listed = rollcall.run("key", "list", "--organization", organization.slug());
        assertThat(listed.lines()).hasSize(2);
        assertThat(listed.lines().get(1)).matches(created.at("/key/id") + " +Administrator +\\S+ +valid +.*");
        Ended all = rollcall.run("key", "list", "--json");
        assertThat(all.out()).contains("\"id\":" + created.at("/key/id"));
        assertThat(listed.out() + all.out())
                .doesNotContain(created.path("secret").asText());
    }

    @Test
    void revokesOneAtOnce() {
        JsonNode created = create();
        assertThat(verified(created.path("secret").asText())).isPresent();

        Ended revoked = rollcall.run("key", "revoke", created.at("/key/id").asText());

        assertThat(revoked.code()).isZero();
        assertThat(verified(created.path("secret").asText())).isEmpty();
        assertThat(newest().kind().label()).isEqualTo("admin-key.revoked");
        Ended again = rollcall.run("key", "revoke", created.at("/key/id").asText());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("revoked already");
    }

    @Test
    void putsANewOneBesideAnother() {
        JsonNode old = create();

        Ended rotated = rollcall.run("key", "rotate", old.at("/key/id").asText(), "--expires", "30");

        assertThat(rotated.code()).as(rotated.err()).isZero();
        AdminKey successor =
                verified(rotated.lines().get(0).replaceFirst(".*: ", "")).orElseThrow();
        assertThat(successor.organization()).contains(organization.id());
        assertThat(successor.expires()).contains(successor.created().plus(Duration.ofDays(30)));
        assertThat(verified(old.path("secret").asText())).isPresent();
        assertThat(newest().kind().label()).isEqualTo("admin-key.rotated");
        assertThat(rollcall.run("key", "list", "--organization", organization.slug())
                        .out())
                .contains("replaced by " + successor.id() + ", which is not used yet");
        JsonNode forEver = rollcall.run("key", "rotate", "" + successor.id(), "--expires", "never", "--json")
                .json();
        assertThat(forEver.path("replaces").asLong()).isEqualTo(successor.id());
        assertThat(forEver.at("/key/expires").isMissingNode()).isTrue();
        assertThat(rollcall.run("key", "rotate", old.at("/key/id").asText()).err())
                .contains("rotated already");
    }

    @Test
    void refusesAnUnknownKeyAndOrganization() {
        assertThat(rollcall.run("key", "rotate", "0").err()).contains("no admin key 0");
        assertThat(rollcall.run("key", "revoke", "0").err()).contains("no admin key 0");
        assertThat(rollcall.run("key", "create", "--organization", "nobody-here")
                        .code())
                .isEqualTo(1);
    }

    private JsonNode create() {
        return rollcall.run("key", "create", "--organization", organization.slug(), "--json")
                .json();
    }

    private Optional<AdminKey> verified(String text) {
        return keys.find(SecretText.presented(text)).filter(keys::accepts);
    }

    private ActivityEntry newest() {
        return server.component(Activity.class)
                .list(organization.id(), ActivityQuery.newest(1))
                .get(0);
    }
}
