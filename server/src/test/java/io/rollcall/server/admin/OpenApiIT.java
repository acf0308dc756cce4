package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestServer;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the admin API: well formed, served, and of exactly what there is. */
class OpenApiIT {
    private static final Set<Class<?>> RESOURCES = new ClassFileImporter()
            .importPackagesOf(AdminApplication.class).stream()
                    .filter(type -> type.getPackageName().equals(AdminApplication.class.getPackageName()))
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .map(JavaClass::reflect)
                    .collect(Collectors.toSet());

    private final ScimClient nobody = new ScimClient(
                    "http://127.0.0.1:" + TestServer.shared().port() + AdminApplication.PATH, "")
            .without("Authorization")
            .with("Accept", "*/*");

    /** Against the schema that the OpenAPI Initiative publishes. */
    @Test
    void isOpenApi31() throws IOException {
        try (InputStream schema = getClass().getResourceAsStream("/openapi/oas-3.1.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(document()))
                    .isEmpty();
        }
    }

    @Test
    void givesExamplesThatAreValid() {
        assertThat(new ApiDescription(document()).checkExamples()).isEqualTo(72);
    }

    @Test
    void describesExactlyTheOperationsThatThereAre() {
        Set<String> there = new TreeSet<>();
        RESOURCES.forEach(resource -> Arrays.stream(resource.getDeclaredMethods())
                .forEach(method -> operation(resource, method).ifPresent(there::add)));

        assertThat(new ApiDescription(document()).operations()).isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | gzip",
                "br, GZIP;q=0.5 | gzip",
                "x-gzip, gzip | gzip",
                "gzip;q=0 | ''",
                "identity | ''",
                "br | ''"
            })
    void isCompressedForThoseWhoTakeThat(String accepted, String coding) {
        Response answer = nobody.with("Accept-Encoding", accepted).get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding")).isEqualTo(coding);
        assertThat(answer.header("Vary")).contains("Accept-Encoding");
    }

    @Test
    void isForEverybodyAndCanBeKept() {
        Response answer = nobody.get("/openapi.json");

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        Response again = nobody.with("If-None-Match", answer.header("ETag")).get("/openapi.json");
        assertThat(again.status()).isEqualTo(304);
    }

    private JsonNode document() {
        return nobody.get("/openapi.json").json();
    }

    private static Optional<String> operation(Class<?> resource, Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation ->
                        Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)).stream())
                .findFirst()
                .map(verb -> verb.value() + " " + path(resource.getAnnotation(Path.class))
                        + path(method.getAnnotation(Path.class)));
    }

    /** Without the patterns of its parameters. */
    private static String path(Path path) {
        return path == null
                ? ""
                : "/" + path.value().replaceAll(":[^}]*}(?=}?)", "}").replaceAll("}+", "}");
    }

    /** A header that no client means is no error of the server. */
    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match"})
    void isServedWhateverThePreconditionsSay(String header) {
        for (String value : new String[] {"W/\"" + "x".repeat(5_000), "*,*,*", "\"", ","}) {
            assertThat(nobody.with(header, value).get("/openapi.json").status()).isIn(200, 304);
        }
    }
}
