package io.rollcall.server.rehearsal;

import static io.rollcall.server.rehearsal.ScimBodies.filter;
import static io.rollcall.server.rehearsal.ScimBodies.patch;
import static io.rollcall.server.rehearsal.ScimBodies.quoted;

import io.rollcall.server.rehearsal.RehearsalClient.ScimResponse;
import io.rollcall.server.rehearsal.RunningStep.Skipped;
import java.util.Map;

/** Tests of Microsoft's SCIM validator that are about groups. */
record EntraGroupSuite(Stage stage, boolean groups) implements Stage.Suite {
    private static final String GROUP = "Entra group";
    private static final String MEMBER = "Entra member";
    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private static final String CREATE = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group",\
            "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"externalId":"%s",\
            "displayName":"%s","meta":{"resourceType":"Group"}}""";

    private static final String USER = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","active":true,\
            "emails":[{"primary":true,"type":"work","value":"%1$s"}],"name":{"familyName":"Member","givenName":"Test"}}""";

    @Override
    public void run() throws InterruptedException {
        if (groups) {
            creation();
            members();
            step("Group delete: DELETE removes the group", step -> step.deleteAndExpect(path()));
        } else {
            step("Groups: create, rename, change members, delete", step -> ScimBodies.skipGroups());
        }
        tokens();
    }

    private void step(String title, RunningStep.Work work) throws InterruptedException {
        stage.step(EntraUserSuite.NAME, title, EntraUserSuite.HEADERS, work);
    }

    private void creation() throws InterruptedException {
        String name = stage.made().name("entra");
        step("Schema discovery: /Schemas has the Group", step -> {
            ScimResponse answer = step.get("/Schemas");
            step.expectStatus(answer, 200);
            step.expect(answer.body().contains(quoted(SCHEMA)), "/Schemas does not list " + SCHEMA + ".");
        });
        step("Group create: POST creates a group without members", step -> {
            ScimResponse answer =
                    step.post("/Groups", CREATE.formatted(stage.made().name("entra-group-id"), name));
            stage.keep(GROUP, step.createdGroup(answer));
            step.expectScimJson(answer);
            step.expectValues(answer, Map.of("/displayName", quoted(name)));
        });
        step(
                "Group create: a filter finds the group",
                step -> step.expectOnly(
                        step.get(lookUp(name)), stage.id(GROUP), Map.of("/members", RunningStep.ABSENT)));
        step("Group create: a duplicate is a conflict", step -> {
            stage.id(GROUP);
            step.expectError(step.post("/Groups", CREATE.formatted(stage.made().name("entra-group-id"), name)), 409);
        });
        step("Group update: Replace changes displayName", step -> {
            String renamed = stage.made().name("entra-renamed");
            step.expectStatus(
                    step.patch(
                            path(),
                            patch("{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":" + quoted(renamed) + "}")),
                    200,
                    204);
            step.expectStored(path() + "?excludedAttributes=members", Map.of("/displayName", quoted(renamed)));
        });
    }

    private void members() throws InterruptedException {
        step("Group members: Add puts a user into the group", step -> {
            ScimResponse user = step.post("/Users", USER.formatted(stage.made().userName("member")));
            stage.keep(MEMBER, step.created(user));
            change(step, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"%s\"}]}", true);
        });
        step(
                "Group members: a filter tells that the user is a member",
                step -> step.expectOnly(
                        step.get("/Groups?excludedAttributes=members&filter="
                                + filter("id eq \"" + stage.id(GROUP) + "\" and members[value eq \"" + stage.id(MEMBER)
                                        + "\"]")),
                        stage.id(GROUP),
                        Map.of()));
        step(
                "Group members: Remove by value takes the user out",
                step -> change(
                        step,
                        "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"%s\"}]}",
                        false));
        step("Group members: Remove by path takes the user out (aadOptscim062020)", step -> {
            change(step, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}", true);
            change(step, "{\"op\":\"Remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}", false);
        });
    }

    private void change(RunningStep step, String operation, boolean isMember)
            throws RehearsalClient.NoResponse, InterruptedException {
        String member = stage.id(MEMBER);
        step.expectStatus(step.patch(path(), patch(operation.formatted(member))), 200, 204);
        step.expectStored(
                path(), isMember ? Map.of("/members/0/value", quoted(member)) : Map.of("/members", RunningStep.ABSENT));
    }

    /** Tests of the validator that need an OAuth client, and a tenant that signs assertions. */
    private void tokens() throws InterruptedException {
        stage.step(
                EntraUserSuite.NAME, "Token endpoint: life of an access token, federated sign-in", Map.of(), step -> {
                    throw new Skipped("Entra signs these requests, so only Entra's validator can send them.");
                });
    }

    private static String lookUp(String name) {
        return "/Groups?excludedAttributes=members&filter=" + filter("displayName eq \"" + name + "\"");
    }

    private String path() {
        return "/Groups/" + stage.id(GROUP);
    }
}
