package io.rollcall.server.scim.patch;

import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ObjectAssert;

/** A stored user, and operations on it written with single quotes; ENTERPRISE stands for that schema's URN. */
public abstract class PatchedUser {
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final UserSchemas SCHEMAS = TestSchemas.user();

    ObjectNode user = stored("'title':'Boss','name':{'familyName':'Doe','givenName':'Jane'},"
            + "'emails':[{'value':'w@x','type':'work','primary':true},{'value':'h@x','type':'home'}]");

    final ObjectNode stored(String attributes) {
        return new WriteRules(SCHEMAS)
                .create(new DocumentReader(SCHEMAS).read(json("{'userName':'jane'," + attributes + "}")));
    }

    final void apply(String... operations) {
        user = patched(operations(operations));
    }

    final ObjectNode patched(String body) {
        return patched(json(body));
    }

    final ObjectNode patched(ObjectNode body) {
        return patch(body).apply(user);
    }

    final Patch patch(ObjectNode body) {
        return PatchedUser.patch(new Patches(SCHEMAS, PatchLimits.DEFAULT), body);
    }

    /** Returns the PATCH in the body of a request. */
    public static Patch patch(Patches patches, ObjectNode body) {
        return patches.compile(Patches.read(body, patches.limits()));
    }

    /** Inside a JSON text, \' stands for a double quote. */
    static ObjectNode operations(String... operations) {
        String named = String.join(",", operations).replace("ENTERPRISE", ENTERPRISE);
        return json("{'Operations':[" + named.replace("\\'", "\\\"") + "]}");
    }

    static JsonNode array(String... elements) {
        return json("{'a':[" + String.join(",", elements) + "]}").get("a");
    }

    final ObjectAssert<Object> assertUser(String attribute) {
        return assertThat((Object) user.path(attribute));
    }

    final AbstractStringAssert<?> assertOperationRefused(Type type, String operation) {
        return assertRefused(type, operations(operation));
    }

    final AbstractStringAssert<?> assertRefused(Type type, String body) {
        return assertRefused(type, json(body));
    }

    final AbstractStringAssert<?> assertRefused(Type type, ObjectNode body) {
        ScimProblem problem = catchThrowableOfType(ScimProblem.class, () -> patched(body));
        assertThat(problem).as("the refusal of %s", body).isNotNull();
        assertThat(problem.type()).as("the refusal of %s", body).isEqualTo(type);
        return assertThat(problem.getMessage()).doesNotContain("io.rollcall", "Whole", "Optional");
    }
}
