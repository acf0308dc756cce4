package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Any sequence of operations leaves the members that a set would have which is changed step by step. */
class GroupPatchReferenceIT {
    private static final ScimClient CLIENT =
            TestOrganization.create().withGroups().client();
    private static final List<String> USERS = IntStream.range(0, 5)
            .mapToObj(number -> assertCreated(CLIENT.post("/Users", user("u" + number)))
                    .path("id")
                    .asText())
            .toList();
    private static final String PATH = "/Groups/"
            + assertCreated(CLIENT.post("/Groups", json("{'displayName':'Staff'}")))
                    .path("id")
                    .asText();

    /** An operation, and what it does to a set of numbers of users. */
    record Step(String form, Set<Integer> users) {
        String json() {
            String values = users.stream()
                    .map(user -> "{'value':'" + USERS.get(user) + "'}")
                    .collect(Collectors.joining(","));
            String filter = users.stream()
                    .map(user -> "value eq \\\"" + USERS.get(user) + "\\\"")
                    .collect(Collectors.joining(" or "));
            return switch (form) {
                case "add" -> "{'op':'add','path':'members','value':[" + values + "]}";
                case "addWithoutPath" -> "{'op':'add','value':{'members':[" + values + "]}}";
                case "replace" -> "{'op':'replace','path':'members','value':[" + values + "]}";
                case "replaceWithoutPath" -> "{'op':'Replace','value':{'id':'x','members':[" + values + "]}}";
                case "remove" -> "{'op':'remove','path':'members[" + filter + "]'}";
                case "removeValues" -> "{'op':'Remove','path':'members','value':[" + values + "]}";
                default -> "{'op':'remove','path':'members'}";
            };
        }

        void applyTo(Set<Integer> members) {
            if (form.startsWith("replace") || form.equals("clear")) {
                members.clear();
            }
            if (form.startsWith("remove")) {
                members.removeAll(users);
            } else if (!form.equals("clear")) {
                members.addAll(users);
            }
        }
    }

    @Property(tries = 60)
    void doesWhatTheReferenceDoes(@ForAll("steps") @Size(min = 1, max = 7) List<Step> steps) {
        Response before = CLIENT.get(PATH);
        Set<Integer> members = stored(before.json());
        Set<Integer> unchanged = new TreeSet<>(members);
        List<String> operations = new ArrayList<>();
        for (Step step : steps) {
            operations.add(step.json());
            step.applyTo(members);
        }

        Response answer = CLIENT.patch(PATH, patch(operations.toArray(String[]::new)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(stored(CLIENT.get(PATH).json())).isEqualTo(members);
        assertThat(answer.header("ETag").equals(before.header("ETag"))).isEqualTo(members.equals(unchanged));
        for (int user = 0; user < USERS.size(); user++) {
            assertThat(CLIENT.get("/Users/" + USERS.get(user)).json().has("groups"))
                    .isEqualTo(members.contains(user));
        }
    }

    private static Set<Integer> stored(JsonNode group) {
        return group.path("members").findValuesAsText("value").stream()
                .map(USERS::indexOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Set<Integer>> users =
                Arbitraries.integers().between(0, 4).set().ofMinSize(1).ofMaxSize(4);
        Arbitrary<String> forms = Arbitraries.of(
                "add", "addWithoutPath", "replace", "replaceWithoutPath", "remove", "removeValues", "clear");
        return Combinators.combine(forms, users).as(Step::new).list();
    }
}
