package io.rollcall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** PATCHes that compare many values hold few workers, and no row that other writers of the same user wait for. */
class ExpensivePatchesIT {
    private static final int CLIENTS = 8;
    private static final int ELEMENTS = 1_500;
    private static final int ROUNDS = 4;

    /** Within {@code scim.max-patch-cost} for the user below, and above a tenth of it. */
    private static final int TERMS = 90;

    private static final RunningServer SERVER = TestServer.start(Map.of(
            "http.workers", "16", "limits.expensive-patches", "1", "limits.expensive-patches-per-organization", "1"));

    private final TestOrganization organization = TestOrganization.create(SERVER);
    private final ScimClient client = organization.client(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void areRefusedAboveTheirNumberAndCheapOnesAreNot() {
        String path = createLarge();
        String cheap =
                "/Users/" + client.post("/Users", "{\"userName\":\"small\"}").id();
        List<Response> refused = Collections.synchronizedList(new ArrayList<>());
        Eventually.get(
                () -> {
                    Together.run(CLIENTS, number -> {
                        Response answer = client.patch(path, expensive(title("t" + number)));
                        assertThat(answer.status()).as(answer.body()).isIn(200, 429);
                        assertThat(client.patch(cheap, operations(title("t" + number)))
                                        .status())
                                .isEqualTo(200);
                        return answer.status() == 429 && refused.add(answer);
                    });
                    return refused.stream()
                            .filter(answer -> answer.text("/detail").contains("expensive changes"))
                            .toList();
                },
                limited -> !limited.isEmpty());
        Response limited = refused.stream()
                .filter(answer -> answer.text("/detail").contains("expensive changes"))
                .findFirst()
                .orElseThrow();
        assertThat(limited.header("Retry-After")).isEqualTo("1");
        assertThat(limited.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(limited.text("/detail")).contains("expensive changes (1)").contains("fewer operations");
        assertThat(client.patch(path, expensive(title("last"))).status()).isEqualTo(200);
        assertThat(SERVER.component(Metrics.class).scrape())
                .containsPattern("rollcall_refusals_total\\{reason=\"expensive_patches\",surface=\"scim\"\\} [1-9]");
    }

    /** A change that took long to compute, and lost to a faster one, is computed again while others may write. */
    @Test
    void loseNoUpdateBesideCheapOnesOfTheSameUser() {
        String path = createLarge();
        Together.run(CLIENTS, number -> {
            for (int round = 0; round < ROUNDS; round++) {
                String add =
                        "{\"op\":\"add\",\"path\":\"photos\",\"value\":[{\"value\":\"https://p%d.example.com/%d\"}]}"
                                .formatted(number, round);
                accepted(path, number < 2 ? expensive(add) : operations(add));
            }
            return number;
        });
        JsonNode user = client.get(path).json();
        assertThat(user.path("photos").findValuesAsText("value"))
                .doesNotHaveDuplicates()
                .hasSize(CLIENTS * ROUNDS);
        assertThat(user.path("ims")).hasSize(ELEMENTS);
        assertThat(user.at("/meta/version").asText()).isEqualTo("W/\"" + (CLIENTS * ROUNDS + 1) + "\"");
    }

    /** Sends the PATCH until it is not told to try again, as a client does. */
    private void accepted(String path, String body) {
        Response answer = Eventually.get(() -> client.patch(path, body), response -> response.status() != 429);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String createLarge() {
        String ims = IntStream.range(0, ELEMENTS)
                .mapToObj(number -> "{\"value\":\"im" + number + "\"}")
                .collect(Collectors.joining(","));
        Response created = client.post("/Users", "{\"userName\":\"large\",\"ims\":[" + ims + "]}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return "/Users/" + created.id();
    }

    private static String expensive(String operation) {
        String terms = String.join(" or ", Collections.nCopies(TERMS, "value co \\\"none\\\""));
        return operations("{\"op\":\"remove\",\"path\":\"ims[" + terms + "]\"}", operation);
    }

    private static String title(String value) {
        return "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"" + value + "\"}";
    }

    private static String operations(String... operations) {
        return "{\"Operations\":[" + String.join(",", operations) + "]}";
    }
}
