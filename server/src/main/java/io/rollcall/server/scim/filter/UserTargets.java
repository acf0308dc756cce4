package io.rollcall.server.scim.filter;

import static java.util.Map.entry;

import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.Operand;
import io.rollcall.server.users.query.Operand.Member;
import io.rollcall.server.users.query.UserAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolver of attribute names in the User's schemas to the stored values. */
final class UserTargets {
    private static final Map<String, UserAttribute> COLUMNS = Map.ofEntries(
            entry("id", UserAttribute.ID),
            entry("userName", UserAttribute.USER_NAME),
            entry("externalId", UserAttribute.EXTERNAL_ID),
            entry("active", UserAttribute.ACTIVE),
            entry("meta.created", UserAttribute.CREATED),
            entry("meta.lastModified", UserAttribute.LAST_MODIFIED),
            entry("meta.version", UserAttribute.VERSION));

    /** Computed for responses, and no part of the stored document. */
    private static final String GROUPS = "groups";

    private static final String NOT_BY_GROUPS =
            "Users cannot be searched or sorted by \"groups\". To find the users of a"
                    + " group, read its members with GET /Groups/{id}. To find the groups of a user, search /Groups with"
                    + " members.value eq and the id of the user.";

    private final UserSchemas schemas;
    private final String usersUrl;
    private final ScimProblem.Type problem;

    /**
     * @param usersUrl part of {@code meta.location} in front of the id
     * @param problem error type for unknown names
     */
    UserTargets(UserSchemas schemas, String usersUrl, ScimProblem.Type problem) {
        this.schemas = schemas;
        this.usersUrl = usersUrl;
        this.problem = problem;
    }

    UserTarget resolve(String name) {
        AttributePath path = schemas.resolve(name).orElseThrow(() -> unknown(name));
        if (path.attribute().returned() == Returned.NEVER) {
            throw new ScimProblem(
                    problem, "\"" + path + "\" is never returned, so it cannot be searched or sorted by.");
        }
        if (path.extension().isEmpty() && path.attribute().name().equals(GROUPS)) {
            throw new ScimProblem(problem, NOT_BY_GROUPS);
        }
        return new UserTarget(path.toString(), path.leaf(), operand(path), array(path));
    }

    private ScimProblem unknown(String name) {
        return new ScimProblem(problem, schemas.unknown(name));
    }

    private Operand operand(AttributePath path) {
        if (path.toString().equals("meta.location")) {
            return new Operand.Location(usersUrl);
        }
        if (path.toString().equals("meta.resourceType")) {
            return new Operand.Fixed("User");
        }
        UserAttribute column = isRole(path) ? UserAttribute.ROLE : COLUMNS.get(path.toString());
        if (column != null) {
            return column;
        }
        return new Member(
                path.attribute().multiValued()
                        ? path.subAttribute().map(AttributeDefinition::name).stream()
                                .toList()
                        : path.members());
    }

    private boolean isRole(AttributePath path) {
        return path.subAttribute().isEmpty() && path.attribute().name().equals(schemas.roleAttribute());
    }

    private static Optional<Member> array(AttributePath path) {
        if (!path.attribute().multiValued()) {
            return Optional.empty();
        }
        List<String> names = Stream.concat(
                        path.extension().map(SchemaDefinition::urn).stream(),
                        Stream.of(path.attribute().name()))
                .toList();
        return Optional.of(new Member(names));
    }
}
