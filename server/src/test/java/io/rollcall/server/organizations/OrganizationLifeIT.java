package io.rollcall.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An organization is renamed, switched off and on, suspended and resumed; its identity provider gets the reason. */
class OrganizationLifeIT {
    private static final Actor ACTOR = Actor.operator();
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;

    private final Organizations organizations = server.component(Organizations.class);
    private final TestOrganization organization = TestOrganization.create(server);
    private final ScimClient client = organization.client(server);

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("database.pool-size", "6", "organizations.old-slug-days", "10"), CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void refusesASuspendedOrganizationAndKeepsItsUsers() {
        Response jane = client.post("/Users", "{\"userName\":\"jane\"}");

        organizations.suspend(organization.id(), ACTOR);

        for (Response refused : List.of(
                client.get("/Users/" + jane.id()),
                client.get("/Schemas"),
                client.post("/Users", "{\"userName\":\"john\"}"),
                client.delete("/Users/" + jane.id()))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("/detail")).contains("suspended");
        }
        organizations.resume(organization.id(), ACTOR);
        assertThat(client.get("/Users/" + jane.id()).text("/userName")).isEqualTo("jane");
    }

    @Test
    void isSuspendedOnAnotherServerWithinASecond() {
        ScimClient there = organization.client(TestServer.shared());
        assertThat(there.get("/Users").status()).isEqualTo(200);

        organizations.suspend(organization.id(), ACTOR);

        assertThat(client.get("/Users").status()).isEqualTo(403);
        assertThat(Eventually.withinASecond(() -> there.get("/Users").status(), status -> status == 403))
                .isEqualTo(403);
    }

    @Test
    void refusesWhileScimIsOff() {
        organizations.setScimEnabled(organization.id(), false, ACTOR);
        assertThat(client.get("/Users").status()).isEqualTo(403);
        assertThat(client.get("/Users").text("/detail")).contains("switched off");

        organizations.setScimEnabled(organization.id(), true, ACTOR);
        assertThat(client.get("/Users").status()).isEqualTo(200);
    }

    @Test
    void answersAtBothHostsAfterARenameAndPointsToTheNewOne() {
        String newSlug = newSlug();
        Response jane = at(organization.slug()).post("/Users", "{\"userName\":\"jane\"}");

        organizations.rename(organization.id(), new Slug(newSlug), ACTOR);

        for (String slug : List.of(organization.slug(), newSlug)) {
            Response found = at(slug).get("/Users/" + jane.id());
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.text("/meta/location"))
                    .isEqualTo("https://" + newSlug + "." + TestServer.BASE_DOMAIN + "/API/enterprise/scim/Users/"
                            + jane.id());
        }
    }

    @Test
    void keepsTheOldSlugFromOthersUntilItsTimeIsOver() {
        Slug old = organization.organization().slug();
        organizations.rename(organization.id(), new Slug(newSlug()), ACTOR);
        TestOrganization other = TestOrganization.create(server);

        CLOCK.advance(Duration.ofDays(10).minusSeconds(1));
        assertThat(at(old.value()).get("/Users").status()).isEqualTo(200);
        assertThat(organizations.formerSlugs(organization.id()))
                .extracting(Slug.Former::slug)
                .containsExactly(old);
        assertThatThrownBy(() -> organizations.create(old, "Other", ACTOR)).hasMessageContaining("taken");
        assertThatThrownBy(() -> organizations.rename(other.id(), old, ACTOR)).hasMessageContaining("taken");

        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(at(old.value()).get("/Users").status()).isEqualTo(401);
        assertThat(organizations.find(old)).isEmpty();
        assertThat(organizations.formerSlugs(organization.id())).isEmpty();
        assertThat(organizations.rename(other.id(), old, ACTOR).slug()).isEqualTo(old);
        assertThat(organizations.find(old)).map(Organization::id).contains(other.id());
    }

    @Test
    void takesAFormerSlugOfItsOwnBack() {
        Slug first = organization.organization().slug();
        Slug second = new Slug(newSlug());
        organizations.rename(organization.id(), second, ACTOR);

        organizations.rename(organization.id(), first, ACTOR);

        assertThat(organizations.find(first)).map(Organization::slug).contains(first);
        assertThat(organizations.find(second)).map(Organization::slug).contains(first);
        CLOCK.advance(Duration.ofDays(11));
        assertThat(organizations.find(first)).isPresent();
        assertThat(organizations.find(second)).isEmpty();
    }

    @Test
    void doesNotLetOneOrganizationInAtTheFormerHostOfAnother() {
        TestOrganization other = TestOrganization.create(server);
        organizations.rename(other.id(), new Slug(newSlug()), ACTOR);

        assertThat(at(other.slug()).get("/Users").status()).isEqualTo(401);
    }

    @Test
    void letsOneOfManyHaveASlug() throws Exception {
        Slug wanted = new Slug(newSlug());
        List<TestOrganization> all = List.of(
                TestOrganization.create(server), TestOrganization.create(server), TestOrganization.create(server));
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        List<Callable<Boolean>> renames = all.stream()
                .map(one -> (Callable<Boolean>) () -> renamed(one, wanted))
                .toList();

        int winners = 0;
        for (Future<Boolean> renamed : threads.invokeAll(renames)) {
            winners += renamed.get() ? 1 : 0;
        }

        threads.shutdown();
        assertThat(winners).isEqualTo(1);
        assertThat(organizations.find(wanted)).map(Organization::slug).contains(wanted);
    }

    private boolean renamed(TestOrganization one, Slug wanted) {
        try {
            organizations.rename(one.id(), wanted, ACTOR);
            return true;
        } catch (Refusal taken) {
            return false;
        }
    }

    @Test
    void losesNoChangeOfTwoAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Callable<Organization>> changes = List.of(
                () -> organizations.setName(organization.id(), "Apex", ACTOR),
                () -> organizations.suspend(organization.id(), ACTOR));
        for (Future<Organization> change : threads.invokeAll(changes)) {
            change.get();
        }
        threads.shutdown();

        Organization changed = organizations.find(organization.id()).orElseThrow();
        assertThat(changed.name()).isEqualTo("Apex");
        assertThat(changed.status()).isEqualTo(Organization.Status.SUSPENDED);
    }

    @Test
    void notesEachChangeOnceWithWhatWasAndIs() {
        Slug renamed = new Slug(newSlug());
        organizations.setName(organization.id(), "Apex", ACTOR);
        organizations.setName(organization.id(), "Apex", ACTOR);
        organizations.rename(organization.id(), renamed, ACTOR);
        organizations.suspend(organization.id(), ACTOR);
        organizations.suspend(organization.id(), ACTOR);
        organizations.resume(organization.id(), ACTOR);
        organizations.setScimEnabled(organization.id(), false, ACTOR);

        List<ActivityEntry> entries =
                server.component(Activity.class).list(organization.id(), ActivityQuery.newest(20));

        assertThat(entries)
                .extracting(ActivityEntry::kind)
                .containsExactlyInAnyOrder(
                        ActivityKind.ORGANIZATION_CREATED,
                        ActivityKind.TOKEN_ISSUED,
                        ActivityKind.ORGANIZATION_CHANGED,
                        ActivityKind.ORGANIZATION_RENAMED,
                        ActivityKind.ORGANIZATION_SUSPENDED,
                        ActivityKind.ORGANIZATION_RESUMED,
                        ActivityKind.ORGANIZATION_CHANGED);
        assertThat(entries)
                .extracting(ActivityEntry::changes)
                .contains(
                        "{\"name\":{\"before\":\"Test\",\"after\":\"Apex\"}}",
                        "{\"slug\":{\"before\":\"" + organization.slug() + "\",\"after\":\"" + renamed + "\"}}",
                        "{\"scimEnabled\":{\"before\":true,\"after\":false}}");
    }

    @Test
    void refusesNamesThatNobodyCouldRead() {
        assertThatThrownBy(() -> organizations.setName(organization.id(), " ", ACTOR))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> organizations.setName(organization.id(), "two\nlines", ACTOR))
                .hasMessageContaining("one line");
    }

    private ScimClient at(String slug) {
        return client.with("Host", slug + "." + TestServer.BASE_DOMAIN);
    }

    private static String newSlug() {
        return "r" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void isFoundByPagesBySlugAndName() {
        String start = "p" + UUID.randomUUID().toString().substring(0, 8);
        for (String end : List.of("-b", "-a", "-c")) {
            organizations.create(new Slug(start + end), "Name " + start.toUpperCase() + end, ACTOR);
        }
        assertThat(page(Optional.of(start), "")).containsExactly(start + "-a", start + "-b");
        assertThat(page(Optional.of(start), start + "-b")).containsExactly(start + "-c");
        assertThat(page(Optional.of("NAME " + start), "")).hasSize(2);
        assertThat(page(Optional.of(start + "%"), "")).isEmpty();
        assertThat(page(Optional.empty(), "")).hasSize(2).isSorted();
    }

    private List<String> page(Optional<String> text, String after) {
        return organizations.page(text, after, 2).stream()
                .map(found -> found.slug().value())
                .toList();
    }
}
