package io.rollcall.server.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.exceptions.NotModifiedException;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.exceptions.UnauthorizedException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ErrorResponse;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.messages.SortOrder;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.UserResource;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;
import org.junit.jupiter.api.Test;

/** Ping Identity's SCIM 2 SDK, which reads answers into strict types of its own, understands all that the server says. */
class ScimSdkIT {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String ROLES = "urn:rollcall:params:scim:schemas:extension:role:2.0:User";

    private final ScimService sdk = sdk(TestOrganization.create().token());

    private static ScimService sdk(String token) {
        ClientRequestFilter authorization =
                request -> request.getHeaders().putSingle("Authorization", "Bearer " + token);
        ClientConfig config = new ClientConfig()
                .connectorProvider(new JavaNetHttpConnectorProvider())
                .register(authorization);
        return new ScimService(ClientBuilder.newClient(config).target(TestServer.scimUrl(TestServer.shared())));
    }

    @Test
    void readsWhatTheServerCanDo() throws ScimException {
        ServiceProviderConfigResource config = sdk.getServiceProviderConfig();
        assertThat(config.getPatch().isSupported()).isTrue();
        assertThat(config.getFilter().isSupported()).isTrue();
        assertThat(config.getSort().isSupported()).isTrue();
        assertThat(config.getEtag().isSupported()).isTrue();
        assertThat(config.getPagination().supportsIndexPagination()).isTrue();
        assertThat(config.getPagination().getMaxPageSize())
                .isEqualTo(config.getFilter().getMaxResults());
        assertThat(config.getAuthenticationSchemes()).singleElement().satisfies(scheme -> assertThat(scheme.getType())
                .isEqualTo("oauthbearertoken"));
    }

    @Test
    void readsTheResourceTypeAndItsSchemas() throws ScimException {
        ResourceTypeResource user = sdk.getResourceTypes().getResources().get(0);
        assertThat(user.getEndpoint()).hasToString("/Users");
        assertThat(sdk.getResourceType("User")).isEqualTo(user);
        assertThat(user.getSchemaExtensions())
                .extracting(extension -> extension.getSchema().toString())
                .contains(ENTERPRISE, ROLES);
        for (SchemaResource schema : sdk.getSchemas()) {
            assertThat(sdk.getSchema(schema.getId())).isEqualTo(schema);
            assertThat(schema.getAttributes()).isNotEmpty();
        }
    }

    @Test
    void createsAndReadsAUserWithAllItSaid() throws ScimException {
        UserResource created = sdk.create("Users", user("babs"));
        assertThat(created.getId()).isNotBlank();
        assertThat(created.getMeta().getVersion()).isEqualTo("W/\"1\"");
        UserResource read = sdk.retrieve(created);
        assertThat(read).isEqualTo(created);
        assertThat(read.getName().getFamilyName()).isEqualTo("Jensen");
        assertThat(read.getEmails()).extracting(Email::getValue).containsExactly("babs@example.com");
        assertThat(read.getExtension(EnterpriseUserExtension.class).getDepartment())
                .isEqualTo("Tours");
        assertThat(sdk.retrieve("Users", created.getId(), UserResource.class)).isEqualTo(created);
    }

    @Test
    void searchesSortsAndPages() throws ScimException {
        for (String name : List.of("d", "b", "a", "c", "e")) {
            sdk.create("Users", user(name));
        }
        assertThat(names(sdk.searchRequest("Users")
                        .sort("userName", SortOrder.DESCENDING)
                        .page(2, 2)
                        .invoke(UserResource.class)))
                .containsExactly("d", "c");
        Filter filter =
                Filter.and(Filter.eq("emails[type eq \"work\"].value", "C@example.com"), Filter.pr("name.givenName"));
        assertThat(names(sdk.search("Users", filter.toString(), UserResource.class)))
                .containsExactly("c");
        ListResponse<UserResource> posted = sdk.searchRequest("Users")
                .filter(Filter.gt("userName", "b"))
                .page(1, 2)
                .invokePost(UserResource.class);
        assertThat(posted.getTotalResults()).isEqualTo(3);
        assertThat(posted.getItemsPerPage()).isEqualTo(2);
        assertThat(names(sdk.search(
                        "Users",
                        Filter.not(Filter.sw(ENTERPRISE + ":department", "t")).toString(),
                        UserResource.class)))
                .isEmpty();
    }

    @Test
    void projects() throws ScimException {
        UserResource created = sdk.create("Users", user("projected"));
        UserResource slim = sdk.retrieveRequest("Users", created.getId())
                .attributes("emails.value", ENTERPRISE + ":department")
                .invoke(UserResource.class);
        assertThat(slim.getUserName()).isNull();
        assertThat(slim.getEmails()).extracting(Email::getType).containsExactly((String) null);
        UserResource rest = sdk.retrieveRequest(created)
                .excludedAttributes("name", "emails")
                .invoke();
        assertThat(rest.getUserName()).isEqualTo("projected");
        assertThat(rest.getName()).isNull();
    }

    @Test
    void patches() throws ScimException {
        UserResource created = sdk.create("Users", user("patched"));
        UserResource patched = sdk.modifyRequest(created)
                .replaceValue("name.givenName", "Barbara")
                .addValues("emails", new Email().setValue("home@example.com").setType("home"))
                .replaceValue("emails[type eq \"work\"].display", "Office")
                .removeValues(ENTERPRISE + ":department")
                .addOperation(PatchOperation.replace("active", JsonNodeFactory.instance.booleanNode(false)))
                .invoke();
        assertThat(patched.getName().getGivenName()).isEqualTo("Barbara");
        assertThat(patched.getName().getFamilyName()).isEqualTo("Jensen");
        assertThat(patched.getEmails()).extracting(Email::getType).containsExactly("work", "home");
        assertThat(patched.getActive()).isFalse();
        assertThat(patched.getSchemaUrns()).containsExactly(CORE);
        assertThat(sdk.retrieve(created)).isEqualTo(patched);
    }

    @Test
    void replacesAndDeletes() throws ScimException {
        UserResource user = sdk.create("Users", user("replaced"));
        UserResource replaced = sdk.replace(user.setDisplayName("New").setEmails(null));
        assertThat(replaced.getDisplayName()).isEqualTo("New");
        assertThat(replaced.getEmails()).isNull();
        assertThat(replaced.getMeta().getVersion()).isEqualTo("W/\"2\"");
        sdk.delete(replaced);
        assertThat(catchThrowableOfType(ResourceNotFoundException.class, () -> sdk.retrieve(replaced)))
                .isNotNull();
    }

    @Test
    void mindsVersions() throws ScimException {
        UserResource first = sdk.create("Users", user("versioned"));
        assertThat(catchThrowableOfType(
                        NotModifiedException.class,
                        () -> sdk.retrieveRequest(first).ifNoneMatch().invoke()))
                .isNotNull();
        sdk.modifyRequest(first).ifMatch().replaceValue("title", "Guide").invoke();
        assertThat(error(
                                PreconditionFailedException.class,
                                () -> sdk.replaceRequest(first).ifMatch().invoke())
                        .getStatus())
                .isEqualTo(412);
        assertThat(error(PreconditionFailedException.class, () -> sdk.deleteRequest(first)
                                .ifMatch("W/\"1\"")
                                .invoke())
                        .getStatus())
                .isEqualTo(412);
    }

    @Test
    void readsErrors() throws ScimException {
        sdk.create("Users", user("twice"));
        assertThat(error(ResourceConflictException.class, () -> sdk.create("Users", user("Twice")))
                        .getScimType())
                .isEqualTo("uniqueness");
        assertThat(error(BadRequestException.class, () -> sdk.search("Users", "userName eq", UserResource.class))
                        .getScimType())
                .isEqualTo("invalidFilter");
        assertThat(error(BadRequestException.class, () -> sdk.create("Users", new UserResource()))
                        .getScimType())
                .isEqualTo("invalidValue");
        assertThat(error(UnauthorizedException.class, () -> sdk("wrong").getSchemas())
                        .getDetail())
                .contains("token");
    }

    @Test
    void writesAndReadsTheRoleAsAGenericResource() throws ScimException {
        GenericScimResource written = user("role").asGenericScimResource();
        written.replaceValue("jotform_user_role", "admin");
        GenericScimResource created = sdk.create("Users", written);
        assertThat(created.getStringValue("jotform_user_role")).isEqualTo("admin");
        Filter admins = Filter.eq(ROLES + ":jotform_user_role", "admin");
        ListResponse<GenericScimResource> found = sdk.searchRequest("Users")
                .filter(admins)
                .attributes(ROLES + ":jotform_user_role")
                .invoke(GenericScimResource.class);
        assertThat(found.getResources()).singleElement().satisfies(user -> assertThat(
                        user.getStringValue(ROLES + ":jotform_user_role"))
                .isEqualTo("admin"));
    }

    private static ErrorResponse error(Class<? extends ScimException> type, ThrowingCallable call) {
        return catchThrowableOfType(type, call).getScimError();
    }

    private static List<String> names(ListResponse<UserResource> page) {
        return page.getResources().stream().map(UserResource::getUserName).toList();
    }

    private static UserResource user(String name) {
        UserResource user = new UserResource()
                .setUserName(name)
                .setName(new Name().setGivenName("Babs").setFamilyName("Jensen"))
                .setActive(true)
                .setEmails(new Email()
                        .setValue(name + "@example.com")
                        .setType("work")
                        .setPrimary(true));
        user.setExtension(new EnterpriseUserExtension().setDepartment("Tours"));
        return user;
    }
}
