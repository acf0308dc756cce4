package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document as the judge of each request and answer; it remembers which operations it has seen succeed and fail. */
final class ApiDescription {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    ApiDescription(JsonNode document) {
        this.document = document;
    }

    /** As that server hands it out. */
    static ApiDescription servedBy(RunningServer server) {
        return new ApiDescription(
                AdminClient.http(server, "").get("/openapi.json").json());
    }

    /** Fails where the request or its answer is not as described; what is refused may be wrong in its body and query. */
    void check(String method, String target, String body, Response answer) {
        String what = method + " " + target + " " + body + "\n" + answer.status() + " " + answer.body();
        String path = URI.create(target).getPath();
        JsonNode item = document.path("paths").path(template(path));
        JsonNode operation = item.path(method.toLowerCase(Locale.ROOT));
        assertThat(operation.isObject()).as("undescribed: " + what).isTrue();
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(answer.status())));
        assertThat(response.isObject()).as("undescribed status: " + what).isTrue();
        if (answer.status() < 400) {
            checkRequest(operation, target, body, what);
        }
        checkAnswer(response, answer, what);
        checkHeaders(answer, response.path("headers").has("ETag"), what);
        (answer.status() < 400 ? succeeded : refused)
                .add(operation.path("operationId").asText());
    }

    private void checkRequest(JsonNode operation, String target, String body, String what) {
        List<String> parameters = operation.path("parameters").findValuesAsText("name");
        String query = URI.create(target).getRawQuery();
        Stream.of(query == null ? new String[0] : query.split("&"))
                .forEach(said -> assertThat(parameters).as(what).contains(said.split("=")[0]));
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        boolean optional = !operation.at("/requestBody/required").asBoolean(true);
        assertThat(schema.isMissingNode()).as(what).isEqualTo(body.isEmpty() && !optional);
        if (!body.isEmpty()) {
            checkSchema(schema, read(body), what);
        }
    }

    private void checkAnswer(JsonNode response, Response answer, String what) {
        if (response.path("content").isEmpty()) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        String type = answer.header("Content-Type").split(";")[0];
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode()).as(what + ": " + type).isFalse();
        checkSchema(content.path("schema"), answer.json(), what);
    }

    private static void checkHeaders(Response answer, boolean kept, String what) {
        assertThat(answer.header("Cache-Control")).as(what).isEqualTo(kept ? "no-cache" : "no-store");
        assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(answer.header("X-Request-Id")).as(what).matches("[0-9a-f]{16}");
        if (answer.status() >= 400) {
            assertThat(answer.json().path("status").intValue()).as(what).isEqualTo(answer.status());
            assertThat(answer.text("/requestId")).as(what).isEqualTo(answer.header("X-Request-Id"));
        }
    }

    private void checkSchema(JsonNode schema, JsonNode value, String what) {
        ObjectNode root = JSON.createObjectNode();
        root.set("components", document.path("components"));
        root.setAll((ObjectNode) schema);
        assertThat(SCHEMAS.getSchema(root, STRICT).validate(value)).as(what).isEmpty();
    }

    private JsonNode resolved(JsonNode response) {
        String reference = response.path("$ref").asText();
        return reference.isEmpty() ? response : document.at(reference.substring(1));
    }

    /** The described path of which the path is an instance. */
    private String template(String path) {
        return StreamSupport.stream(
                        ((Iterable<String>) () -> document.path("paths").fieldNames()).spliterator(), false)
                .filter(template -> path.matches(template.replaceAll("\\{[^}]*}", "[^/]+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("undescribed path " + path));
    }

    /** Each as {@code GET /organizations/{slug}}. */
    Set<String> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The methods that a path is described to have. */
    Set<String> methods(String path) {
        return document.path("paths").path(path).properties().stream()
                .map(member -> member.getKey().toUpperCase(Locale.ROOT))
                .filter(method -> METHODS.contains(method.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> paths() {
        return document.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The body that the description gives as its example; empty if an operation takes none. */
    String exampleBody(String method, String path) {
        JsonNode example = operation(method, path).at("/requestBody/content/application~1json/example");
        return example.isMissingNode() ? "" : example.toString();
    }

    boolean requiresBody(String method, String path) {
        return operation(method, path).at("/requestBody/required").asBoolean();
    }

    /** Whether success is answered with a body. */
    boolean answersJson(String method, String path) {
        return operation(method, path).path("responses").findValues("content").size() > 0;
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** Each example of a request or an answer beside its schema is valid by it. @return how many there are */
    int checkExamples() {
        List<JsonNode> contents = document.path("paths").findValues("application/json").stream()
                .filter(content -> content.has("example"))
                .toList();
        contents.forEach(content -> checkSchema(
                content.path("schema"),
                content.path("example"),
                content.path("example").toString()));
        return contents.size();
    }

    /** The operations of which nothing has been seen to succeed, or nothing refused. */
    Set<String> unseen() {
        Set<String> all = new TreeSet<>(document.path("paths").findValuesAsText("operationId"));
        Set<String> seen = new TreeSet<>(succeeded);
        seen.retainAll(refused);
        all.removeAll(seen);
        return all;
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }
}
