package io.rollcall.server.scim.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Properties of every selection from every User (RFC 7644 section 3.9). */
class AttributeSelectionPropertiesTest {
    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    private final UserSchemas schemas = TestSchemas.user();

    @Property(tries = 100)
    void selectsOnlyWhatTheUserHas(@ForAll("users") ObjectNode user, @ForAll("names") List<String> names) {
        assertThat(isPart(asking(names).select(user), user)).isTrue();
        assertThat(isPart(excluding(names).select(user), user)).isTrue();
    }

    @Property(tries = 100)
    void keepsIdAndSchemasWhateverIsNamed(@ForAll("users") ObjectNode user, @ForAll("names") List<String> names) {
        for (AttributeSelection selection : List.of(asking(names), excluding(names))) {
            assertThat(selection.select(user).get("id")).isEqualTo(user.get("id"));
            assertThat(selection.select(user).get("schemas")).isNotEmpty();
        }
    }

    @Property(tries = 100)
    void listsTheSchemasThatAreInTheBody(@ForAll("users") ObjectNode user, @ForAll("names") List<String> names) {
        ObjectNode answer = excluding(names).select(user);

        assertThat(answer.get("schemas").size())
                .isEqualTo(1
                        + (int) schemas.extensions().stream()
                                .filter(extension -> answer.has(extension.urn()))
                                .count());
    }

    @Property(tries = 100)
    void neverCarriesWhatIsExcluded(@ForAll("users") ObjectNode user, @ForAll("names") List<String> names) {
        ObjectNode answer = excluding(names).select(user);

        paths(names).filter(path -> !ALWAYS.contains(path.toString())).forEach(path -> assertThat(
                        has(answer, path.members()))
                .as(path.toString())
                .isFalse());
    }

    @Property(tries = 100)
    void carriesWhatIsAskedForExactlyWhereTheUserHasIt(
            @ForAll("users") ObjectNode user, @ForAll("names") List<String> names) {
        ObjectNode answer = asking(names).select(user);

        paths(names).filter(path -> !path.toString().equals("password")).forEach(path -> assertThat(
                        has(answer, path.members()))
                .as(path.toString())
                .isEqualTo(has(user, path.members())));
    }

    @Property(tries = 100)
    void changesNothingTheSecondTime(@ForAll("users") ObjectNode user, @ForAll("names") List<String> names) {
        for (AttributeSelection selection : List.of(asking(names), excluding(names))) {
            ObjectNode once = selection.select(user);
            assertThat(selection.select(once)).hasToString(once.toString());
        }
    }

    @Property(tries = 100)
    void selectsTheWholeUserButThePasswordByAllNames(@ForAll("users") ObjectNode user) {
        List<String> all = Stream.concat(
                        schemas.all().map(SchemaDefinition::urn),
                        schemas.common().stream().map(AttributeDefinition::name))
                .toList();

        assertThat(asking(all).select(user))
                .hasToString(user.deepCopy().without("password").toString());
    }

    @Provide
    Arbitrary<List<String>> names() {
        List<String> known = Stream.of(
                        allPaths(Optional.empty(), schemas.common()),
                        allPaths(Optional.empty(), schemas.core().attributes()),
                        schemas.extensions().stream()
                                .flatMap(extension -> allPaths(Optional.of(extension), extension.attributes())))
                .flatMap(paths -> paths)
                .map(AttributePath::toString)
                .toList();
        Arbitrary<String> spelled =
                Arbitraries.of(known).flatMap(name -> Arbitraries.of(name, name.toUpperCase(Locale.ROOT)));
        return Arbitraries.frequencyOf(
                        Tuple.of(12, spelled),
                        Tuple.of(1, Arbitraries.of("members", "name.maiden", "urn:example:none:x")),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        schemas.all().map(SchemaDefinition::urn).toList())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<ObjectNode> users() {
        return Arbitraries.randomValue(random -> SampleUsers.user(schemas, random));
    }

    private AttributeSelection asking(List<String> names) {
        return AttributeSelection.of(schemas, names, List.of());
    }

    private AttributeSelection excluding(List<String> names) {
        return AttributeSelection.of(schemas, List.of(), names);
    }

    private Stream<AttributePath> paths(List<String> names) {
        return names.stream().map(schemas::resolve).flatMap(Optional::stream);
    }

    private static Stream<AttributePath> allPaths(Optional<SchemaDefinition> extension, Attributes attributes) {
        return attributes.stream()
                .flatMap(attribute -> Stream.concat(
                        Stream.of(new AttributePath(extension, attribute, Optional.empty())),
                        attribute.subAttributes().stream()
                                .map(sub -> new AttributePath(extension, attribute, Optional.of(sub)))));
    }

    private static boolean has(JsonNode node, List<String> members) {
        if (members.isEmpty()) {
            return !node.isMissingNode();
        }
        if (node.isArray()) {
            return elements(node).anyMatch(element -> has(element, members));
        }
        return has(node.path(members.get(0)), members.subList(1, members.size()));
    }

    private static boolean isPart(JsonNode part, JsonNode whole) {
        if (part.isObject()) {
            return part.properties().stream()
                    .allMatch(member -> isPart(member.getValue(), whole.path(member.getKey())));
        }
        if (part.isArray()) {
            return elements(part).allMatch(element -> elements(whole).anyMatch(other -> isPart(element, other)));
        }
        return part.equals(whole);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
