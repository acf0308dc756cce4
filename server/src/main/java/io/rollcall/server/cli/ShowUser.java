package io.rollcall.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.Account;
import io.rollcall.server.users.AccountJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall user show}. */
@Command(
        name = "show",
        description = {
            "Show a user, or a former one where no present user is named so.",
            "",
            "With --json, 'profile' is the SCIM User as it is stored."
        },
        footer = {"", "Example: rollcall user show acme jane@example.com --json"})
final class ShowUser extends FeatureCommand {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private final UserArguments arguments = new UserArguments();

    ShowUser(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = arguments.in(features).id();
        Account account = new NamedUser(features, organization, arguments.user()).get();
        JsonNode document = read(features.accounts().document(organization, account));
        DescribedAccount described = new DescribedAccount(account);
        answer.give(
                Json.of(AccountJson.of(account, document)),
                "UserName       " + account.userName(),
                "Id             " + described.id(),
                "State          " + described.stateInWords(),
                "Role           " + orNone(document.path(RoleAttribute.NAME).asText()),
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
            return JSON.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not a document of ours", broken);
        }
    }
}
