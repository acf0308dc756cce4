package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Rehire;
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
            "Show or decide what becomes of users who leave, and of those who come back.",
            "",
            "Who is deactivated or deleted is kept for ever, or erased some days later: for good, with what activity"
                    + " says of the person. A user who is deleted and created again gets the former id if both carry"
                    + " the same externalId (same-id), by the userName too (same-id-by-name), or a new one (new-id)."
        },
        footer = {"", "Example: rollcall organization policy acme --erase-after 90"})
final class OrganizationPolicy extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--erase-after",
            paramLabel = "DAYS|never",
            converter = DaysConverter.class,
            description = "Erase users that many days after they were deactivated or deleted.")
    private Days days;

    @Option(
            names = "--rehire",
            paramLabel = "same-id|same-id-by-name|new-id",
            converter = RehireConverter.class,
            description = "Which id a deleted user gets who is created again. With same-id-by-name, another person who"
                    + " gets the same userName gets the id and with it access to the former person's data.")
    private Rehire rehire;

    OrganizationPolicy(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization organization = argument.in(features);
        Organization changed = days == null && rehire == null
                ? organization
                : features.organizations().setPolicy(organization.id(), this::changed, Actor.operator());
        DeprovisioningPolicy policy = changed.policy();
        List<String> words = new ArrayList<>(List.of(
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
        policy.rehire().warning().ifPresent(warning -> words.add("Warning: " + warning));
        answer.give(DescribedOrganization.of(changed, features).json(), words.toArray(String[]::new));
    }

    private DeprovisioningPolicy changed(DeprovisioningPolicy before) {
        DeprovisioningPolicy after = days == null ? before : before.withEraseAfterDays(days.number());
        return rehire == null ? after : after.withRehire(rehire);
    }

    /** A number of days, or never. */
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

    static final class RehireConverter implements ITypeConverter<Rehire> {
        @Override
        public Rehire convert(String text) {
            return switch (text) {
                case "same-id" -> Rehire.SAME_ID;
                case "same-id-by-name" -> Rehire.SAME_ID_BY_NAME;
                case "new-id" -> Rehire.NEW_ID;
                default ->
                    throw new TypeConversionException(
                            "'" + text + "' is none of 'same-id', 'same-id-by-name' and 'new-id'.");
            };
        }
    }
}
