package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code rollcall organization policy}. */
@Command(
        name = "policy",
        description = {
            "Show or set the policy for users who leave and for users who return.",
            "",
            "Deactivated and deleted users are kept, or erased permanently after some days, with their personal"
                    + " data in the activity. A user who is deleted and created again gets the former id if both carry"
                    + " the same externalId (same-id), by the userName too (same-id-by-name), or a new one (new-id)."
        },
        footer = {"", "Example: rollcall organization policy acme --erase-after 90"})
final class PolicyCommand extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--erase-after",
            paramLabel = "DAYS|never",
            converter = DaysConverter.class,
            description = "Erase users this many days after they were deactivated or deleted.")
    private Days days;

    @Option(
            names = "--rehire",
            paramLabel = "same-id|same-id-by-name|new-id",
            converter = RehireConverter.class,
            description = "The id of a deleted user who is created again. With same-id-by-name, another person with the"
                    + " same userName gets the id, and with it access to the former person's data.")
    private DeprovisioningPolicy.Rehire rehire;

    PolicyCommand(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Organization organization = argument.resolve(features);
        Organization changed = days == null && rehire == null
                ? organization
                : features.organizations().setPolicy(organization.id(), this::changed, Actor.operator());
        DeprovisioningPolicy policy = changed.policy();
        List<String> lines = new ArrayList<>(List.of(
                "Erase users    "
                        + policy.eraseAfterDays()
                                .map(after -> Plural.of(after, "day") + " after they were deactivated or deleted")
                                .orElse("never"),
                "Who comes back gets "
                        + switch (policy.rehire()) {
                            case SAME_ID -> "the same id, if both carry the same externalId";
                            case SAME_ID_BY_NAME -> "the same id, by the userName or else by the externalId";
                            case NEW_ID -> "a new id";
                        }));
        policy.rehire().warning().ifPresent(warning -> lines.add("Warning: " + warning));
        output.print(OrganizationOutput.of(changed, features).json(), lines.toArray(String[]::new));
    }

    private DeprovisioningPolicy changed(DeprovisioningPolicy before) {
        DeprovisioningPolicy after = days == null ? before : before.withEraseAfterDays(days.number());
        return rehire == null ? after : after.withRehire(rehire);
    }

    /** A number of days, or empty for {@code never}. */
    record Days(Optional<Integer> number) {}

    static final class DaysConverter implements ITypeConverter<Days> {
        @Override
        public Days convert(String text) {
            try {
                return new Days(text.equals("never") ? Optional.empty() : Optional.of(Integer.valueOf(text)));
            } catch (NumberFormatException wrong) {
                throw new TypeConversionException("'" + text + "' is neither 'never' nor a number of days.");
            }
        }
    }

    static final class RehireConverter implements ITypeConverter<DeprovisioningPolicy.Rehire> {
        @Override
        public DeprovisioningPolicy.Rehire convert(String text) {
            return switch (text) {
                case "same-id" -> DeprovisioningPolicy.Rehire.SAME_ID;
                case "same-id-by-name" -> DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME;
                case "new-id" -> DeprovisioningPolicy.Rehire.NEW_ID;
                default ->
                    throw new TypeConversionException(
                            "'" + text + "' is none of 'same-id', 'same-id-by-name' and 'new-id'.");
            };
        }
    }
}
