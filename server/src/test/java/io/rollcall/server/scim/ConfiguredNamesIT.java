package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.importexport.ExportedUsers;
import io.rollcall.server.importexport.Format;
import io.rollcall.server.importexport.UserExport;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server under another base path, with another name of the role's attribute. */
class ConfiguredNamesIT {
    private static final String EXTENSION = "urn:rollcall:params:scim:schemas:extension:role:2.0:User";

    private static OwnDatabase database;
    private static RunningServer server;
    private static TestOrganization organization;
    private static ScimClient client;

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(settings("access_level"));
        organization = TestOrganization.create(server);
        client = new ScimClient("http://127.0.0.1:" + server.port() + "/scim/v2", organization.token());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> settings(String role) {
        Map<String, String> settings = new HashMap<>();
        settings.put("scim.base-path", "/scim/v2");
        settings.put("scim.role-attribute", role);
        return settings;
    }

    @Test
    void servesTheConfiguredPathOnly() {
        assertThat(client.get("/Users").status()).isEqualTo(200);
        assertThat(organization.client(server).get("/Users").status()).isEqualTo(404);
        assertThat(client.get("/ServiceProviderConfig").text("/meta/location"))
                .endsWith("/scim/v2/ServiceProviderConfig");
    }

    @Test
    void readsWritesFiltersAndPatchesTheConfiguredAttribute() {
        String id = client.post("/Users", "{\"userName\":\"anna\",\"access_level\":\"admin\"}")
                .id();
        assertThat(client.get("/Users/" + id).text("/access_level")).isEqualTo("admin");
        assertThat(client.filter("access_level eq \"admin\" and userName eq \"anna\"")
                        .json()
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        String patch = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"access_level\",\"value\":\"creator\"}]}";
        assertThat(client.patch("/Users/" + id, patch).text("/access_level")).isEqualTo("creator");
        String inExtension = "{\"userName\":\"anna\",\"" + EXTENSION + "\":{\"access_level\":\"user\"}}";
        assertThat(client.put("/Users/" + id, inExtension).text("/access_level"))
                .isEqualTo("user");
        assertThat(client.get("/Schemas").body()).contains("\"access_level\"").doesNotContain("jotform_user_role");
    }

    @Test
    void ignoresTheDefaultName() {
        String id = client.post("/Users", "{\"userName\":\"bert\",\"jotform_user_role\":\"admin\"}")
                .id();
        assertThat(client.get("/Users/" + id).body())
                .doesNotContain("jotform_user_role")
                .doesNotContain("admin");
    }

    @Test
    void exportsTheConfiguredHeading() throws IOException {
        client.post("/Users", "{\"userName\":\"carl\",\"access_level\":\"admin\"}");
        StringWriter file = new StringWriter();
        server.component(UserExport.class)
                .write(organization.id(), ExportedUsers.all(), Format.CSV, file, Actor.system(), written -> {});
        assertThat(file.toString()).contains(",access_level,").contains("carl,,true,admin,");
    }

    @Test
    void describesTheConfiguredNamesInTheAdminApi() {
        ScimClient admin = new ScimClient("http://127.0.0.1:" + server.port() + "/api/admin/v1", organization.token());
        assertThat(admin.with("Accept", "application/json").get("/openapi.json").body())
                .contains("acme.example.com/scim/v2", "access_level")
                .doesNotContain("jotform_user_role");
    }

    @Test
    void refusesToStartIfUsersHaveTheRoleUnderAnotherName() {
        client.post("/Users", "{\"userName\":\"dora\",\"access_level\":\"admin\"}");
        assertThatThrownBy(() -> database.start(settings("level")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("scim.role-attribute is 'level'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "a b", "a.b", "urn:x", "userName", "DEPARTMENT", "roles", "meta"})
    void refusesNamesThatTheAttributeCannotHave(String name) {
        assertThatThrownBy(() -> database.start(settings(name)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("scim.role-attribute is '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "scim",
                "/scim/",
                "//scim",
                "/sc im",
                "/../scim",
                "/console/scim",
                "/api",
                "/API/Admin",
                "/api/ssf"
            })
    void refusesPathsThatCannotBeServed(String path) {
        Map<String, String> settings = settings("access_level");
        settings.put("scim.base-path", path);
        assertThatThrownBy(() -> database.start(settings))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("scim.base-path");
    }
}
