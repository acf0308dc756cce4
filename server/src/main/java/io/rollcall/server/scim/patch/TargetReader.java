package io.rollcall.server.scim.patch;

import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.filter.FilterParser;
import io.rollcall.server.scim.filter.ValuePath;
import io.rollcall.server.scim.patch.Target.OneAttribute;
import io.rollcall.server.scim.patch.Target.WholeExtension;
import io.rollcall.server.scim.patch.Target.WholeUser;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.Optional;

/** Resolver of PATCH paths in the schemas (RFC 7644 section 3.5.2, {@code PATH}). */
final class TargetReader {
    private final UserSchemas schemas;
    private final FilterLimits limits;

    TargetReader(UserSchemas schemas, FilterLimits limits) {
        this.schemas = schemas;
        this.limits = limits;
    }

    /** Returns the target of a path; refuses an unknown one. */
    Target read(String path) {
        return find(FilterParser.parsePath(path, limits))
                .orElseThrow(() -> new ScimProblem(Type.INVALID_PATH, schemas.unknown(path)));
    }

    /** Returns the target of a key in a value without a path; empty if it is unknown. */
    Optional<Target> find(String key) {
        return key.indexOf('[') < 0
                ? find(new ValuePath(key, Optional.empty(), Optional.empty()))
                : find(FilterParser.parsePath(key, limits));
    }

    private Optional<Target> find(ValuePath path) {
        return path.elements().isEmpty() ? whole(path.attribute()) : attribute(path);
    }

    private Optional<Target> whole(String name) {
        if (schemas.core().urn().equalsIgnoreCase(name)) {
            return Optional.of(new WholeUser());
        }
        return schemas.extension(name).<Target>map(WholeExtension::new).or(() -> schemas.resolve(name)
                .map(path -> new OneAttribute(path, Optional.empty())));
    }

    private Optional<Target> attribute(ValuePath written) {
        String name = written.attribute()
                + written.subAttribute().map(sub -> "." + sub).orElse("");
        return schemas.resolve(name).map(path -> filtered(path, written));
    }

    private static Target filtered(AttributePath path, ValuePath written) {
        if (!path.attribute().isComplex()) {
            throw new ScimProblem(
                    Type.INVALID_PATH,
                    path.attribute().name() + " has no elements to choose from; leave the brackets out of the path.");
        }
        boolean subBeforeBrackets =
                path.subAttribute().isPresent() && written.subAttribute().isEmpty();
        if (subBeforeBrackets) {
            throw new ScimProblem(
                    Type.INVALID_PATH,
                    "The brackets come behind " + path.attribute().name() + ", before its sub-attribute.");
        }
        return new OneAttribute(path, written.elements().map(filter -> ElementFilter.of(path.attribute(), filter)));
    }
}
