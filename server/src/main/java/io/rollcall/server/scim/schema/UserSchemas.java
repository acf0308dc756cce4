package io.rollcall.server.scim.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Schemas of the User: the core schema, its extensions and the common attributes. */
public final class UserSchemas {
    private static final String URN = "urn:";

    private final SchemaDefinition core;
    private final List<SchemaDefinition> extensions;
    private final Attributes common;
    private final String roleAttribute;

    /** Creates the schemas of a resource whose role attribute, if any, has its default name. */
    public UserSchemas(SchemaDefinition core, List<SchemaDefinition> extensions, Attributes common) {
        this(core, extensions, common, RoleAttribute.DEFAULT_NAME);
    }

    /** @param roleAttribute the name of the attribute that carries a user's role */
    public UserSchemas(
            SchemaDefinition core, List<SchemaDefinition> extensions, Attributes common, String roleAttribute) {
        this.roleAttribute = roleAttribute;
        this.core = core;
        this.extensions = List.copyOf(extensions);
        this.common = common;
    }

    /** Returns the name of the attribute that carries a user's role, at the top level and in the role's extension. */
    public String roleAttribute() {
        return roleAttribute;
    }

    public SchemaDefinition core() {
        return core;
    }

    public List<SchemaDefinition> extensions() {
        return extensions;
    }

    /** Returns {@code schemas}, {@code id}, {@code externalId} and {@code meta} (RFC 7643 sections 3 and 3.1). */
    public Attributes common() {
        return common;
    }

    /** Returns the core schema, then the extensions. */
    public Stream<SchemaDefinition> all() {
        return Stream.concat(Stream.of(core), extensions.stream());
    }

    /** Returns an attribute at the top level of the User's JSON by its case-insensitive name. */
    public Optional<AttributeDefinition> topLevel(String name) {
        return core.attribute(name).or(() -> common.find(name));
    }

    /** Returns whether an attribute of the User or of an extension has that name in any case, other than the role's. */
    public boolean isTaken(String name) {
        return !name.equalsIgnoreCase(roleAttribute)
                && (topLevel(name).isPresent() || !having(name).isEmpty());
    }

    /** Returns the extension of the URN, case-insensitive; empty if there is none. */
    public Optional<SchemaDefinition> extension(String urn) {
        return withUrn(urn).filter(schema -> schema != core);
    }

    /** Returns the core schema or extension of the URN, case-insensitive; empty if there is none. */
    public Optional<SchemaDefinition> withUrn(String urn) {
        return isUrn(urn)
                ? all().filter(schema -> schema.urn().equalsIgnoreCase(urn)).findFirst()
                : Optional.empty();
    }

    /** Sets {@code schemas} to the URNs of the schemas whose attributes the document has. */
    public void refreshUrns(ObjectNode document) {
        ArrayNode urns = document.putArray("schemas").add(core.urn());
        extensions.stream().map(SchemaDefinition::urn).filter(document::has).forEach(urns::add);
    }

    /** Returns whether a name begins with a URN, and not with the name of an attribute. */
    public static boolean isUrn(String name) {
        return name.regionMatches(true, 0, URN, 0, URN.length());
    }

    /**
     * Resolves {@code name}, {@code name.sub}, or either after a schema's URN and a colon, case-insensitive. After a URN a dot
     * may replace the colon, as in older clients of Entra ID. A name without a URN is one of the core User, or else of the only
     * extension that has it.
     *
     * @return empty if no schema has such an attribute
     */
    public Optional<AttributePath> resolve(String path) {
        if (!isUrn(path)) {
            return resolve(Optional.empty(), path).or(() -> inOneExtension(path));
        }
        return all().filter(schema -> startsWithUrn(path, schema.urn()))
                .findFirst()
                .flatMap(schema -> resolve(
                        Optional.of(schema).filter(found -> found != core),
                        path.substring(schema.urn().length() + 1)));
    }

    /** Returns an error message for a name that {@link #resolve} does not find. */
    public String unknown(String name) {
        return having(outer(name)).size() > 1
                ? "Several schemas of the " + core.name()
                        + " have an attribute \"%s\". Put the URN of one in front.".formatted(name)
                : "No schema of the " + core.name() + " has an attribute \"%s\"; see /Schemas.".formatted(name);
    }

    private List<SchemaDefinition> having(String name) {
        return extensions.stream()
                .filter(extension -> extension.attribute(name).isPresent())
                .toList();
    }

    private Optional<AttributePath> inOneExtension(String path) {
        String name = outer(path);
        if (topLevel(name).isPresent()) {
            return Optional.empty();
        }
        List<SchemaDefinition> having = having(name);
        return having.size() == 1 ? resolve(Optional.of(having.get(0)), path) : Optional.empty();
    }

    private static String outer(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private Optional<AttributePath> resolve(Optional<SchemaDefinition> extension, String path) {
        String name = outer(path);
        Optional<AttributeDefinition> attribute =
                extension.map(schema -> schema.attribute(name)).orElseGet(() -> topLevel(name));
        if (name.length() == path.length()) {
            return attribute.map(found -> new AttributePath(extension, found, Optional.empty()));
        }
        return attribute.flatMap(found -> found.subAttribute(path.substring(name.length() + 1))
                .map(sub -> new AttributePath(extension, found, Optional.of(sub))));
    }

    private static boolean startsWithUrn(String path, String urn) {
        return path.length() > urn.length()
                && (path.charAt(urn.length()) == ':' || path.charAt(urn.length()) == '.')
                && path.regionMatches(true, 0, urn, 0, urn.length());
    }
}
