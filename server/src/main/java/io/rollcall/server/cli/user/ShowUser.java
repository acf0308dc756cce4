package io.rollcall.server.cli.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.precedence.RoleSource;
import io.rollcall.server.users.UserSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall user show}. */
@Command(
        name = "show",
        description = {
            "Show a user, or a former user if there is no present one of that name.",
            "",
            "With --json, 'profile' is the stored SCIM User."
        },
        footer = {"", "Example: rollcall user show acme jane@example.com --json"})
final class ShowUser extends FeatureCommand {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Mixin
    private final UserArguments arguments = new UserArguments();

    ShowUser(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        OrganizationId organization = arguments.resolve(features).id();
        UserSummary account = arguments.find(features, organization);
        JsonNode document = read(features.accounts().document(organization, account));
        UserOutput user = new UserOutput(account);
        ObjectNode json = account.toJson();
        String source = "";
        if (account.state() != UserSummary.State.FORMER) {
            RoleSource found = features.roleAssignments().source(organization, account.id());
            found.addTo(json);
            source = found.inWords().isEmpty() ? "" : " (" + found.inWords() + ")";
        }
        output.print(
                JsonLine.of(json.set("profile", document)),
                "UserName       " + account.userName(),
                "Id             " + user.id(),
                "State          " + user.state(),
                "Role           " + orNone(account.role().orElse("")) + source,
                "Name           " + orNone(name(document)),
                "Emails         "
                        + orNone(String.join(", ", document.path("emails").findValuesAsText("value"))),
                "External id    " + orNone(account.externalId().orElse("")),
                "Created        " + account.created(),
                "Last modified  " + account.lastModified(),
                "Version        " + account.version());
    }

    private static String name(JsonNode document) {
        String displayName = document.path("displayName").asText();
        JsonNode name = document.path("name");
        return displayName.isEmpty()
                ? (name.path("givenName").asText() + " "
                                + name.path("familyName").asText())
                        .strip()
                : displayName;
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static JsonNode read(String document) {
        try {
            return MAPPER.readTree(document);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("invalid stored document", malformed);
        }
    }
}
