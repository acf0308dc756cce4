package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.ProvisionedUser;
import io.rollcall.extensions.RoleExtension;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.List;
import org.apache.directory.scim.core.repository.InvalidRepositoryException;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.core.repository.RepositoryRegistry;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;
import org.apache.directory.scim.spec.resources.ScimExtension;

/** SCIMple's registries of the User's schemas and of the repository for all SCIM requests. */
public final class ScimpleRegistry {
    static final List<Class<? extends ScimExtension>> EXTENSIONS =
            List.of(EnterpriseExtension.class, RoleExtension.class);

    private final RepositoryRegistry repositories = new RepositoryRegistry(new SchemaRegistry());
    private final UserSchemas schemas;

    /** @param roleAttribute the name of the attribute that carries a user's role */
    public ScimpleRegistry(String roleAttribute) {
        repositories.getSchemaRegistry().addSchema(ProvisionedUser.class, EXTENSIONS);
        this.schemas = SchemaReader.read(repositories.getSchemaRegistry(), roleAttribute);
    }

    /** Returns the corrected schemas of the User. */
    public UserSchemas schemas() {
        return schemas;
    }

    /** Registers the repository of all users. */
    void register(Repository<ProvisionedUser> repository) {
        try {
            repositories.registerRepository(repository.getResourceClass(), repository);
        } catch (InvalidRepositoryException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** Returns the registered repository. */
    Repository<ProvisionedUser> repository() {
        return repositories.getRepository(ProvisionedUser.class);
    }
}
