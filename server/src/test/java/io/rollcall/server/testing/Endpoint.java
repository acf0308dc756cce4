package io.rollcall.server.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Endpoint of the server, found on the resource classes, so that a test of all endpoints misses none.
 *
 * @param path with variables such as <code>{id}</code>, beginning with a slash unless it is empty
 */
public record Endpoint(String method, String path) {
    /** A variable, optionally with a pattern that may contain braces. */
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*(\\w+)\\s*(?::(?:[^{}]|\\{[^{}]*})*)?}");

    /** Returns the endpoints of the resource classes in a package and below. */
    public static List<Endpoint> of(String packageName) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packageName).stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(Endpoint::of)
                        .distinct()
                        .toList();
    }

    private static Stream<Endpoint> of(Class<?> resource) {
        String base = path(resource.getAnnotation(Path.class).value());
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> method(method)
                        .map(verb -> new Endpoint(
                                verb,
                                base
                                        + Optional.ofNullable(method.getAnnotation(Path.class))
                                                .map(annotation -> path(annotation.value()))
                                                .orElse("")))
                        .stream());
    }

    private static Optional<String> method(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(String annotated) {
        return annotated.isEmpty() || annotated.equals("/") ? "" : "/" + annotated.replaceAll("^/|/$", "");
    }

    /** Returns the names of the path's variables. */
    public List<String> variables() {
        return VARIABLE.matcher(path).results().map(found -> found.group(1)).collect(Collectors.toList());
    }

    /** Returns the path with values for its variables. @param values by the variables' names */
    public String filled(Map<String, String> values) {
        Matcher variable = VARIABLE.matcher(path);
        return variable.replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(values.get(found.group(1)))
                .orElseThrow(() -> new IllegalArgumentException("no value for " + found.group(1) + " of " + path))));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
