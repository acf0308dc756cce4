package io.rollcall.server.scim.schema;

import io.rollcall.extensions.ProvisionedUser;
import io.rollcall.extensions.RoleExtension;
import java.util.List;
import java.util.stream.Stream;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;

/** The User's schemas as the server registers them, for tests that need no server. */
public final class TestSchemas {
    private TestSchemas() {}

    public static UserSchemas user() {
        SchemaRegistry registry = new SchemaRegistry();
        registry.addSchema(ProvisionedUser.class, List.of(EnterpriseExtension.class, RoleExtension.class));
        return SchemaReader.read(registry);
    }

    /** The User's schemas with one more attribute in the core, for characteristics that no attribute of the RFC has. */
    public static UserSchemas withCore(AttributeDefinition attribute) {
        UserSchemas user = user();
        Attributes more = Attributes.of(Stream.concat(user.core().attributes().stream(), Stream.of(attribute))
                .toList());
        return new UserSchemas(user.core().with(more), user.extensions(), user.common());
    }
}
