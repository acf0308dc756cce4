package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall organization}: the customers of the product. */
@Command(name = "organization", mixinStandardHelpOptions = true, description = "Create and list organizations.")
final class OrganizationCommand implements Runnable {
    private final Program program;

    @Spec
    private CommandSpec spec;

    private OrganizationCommand(Program program) {
        this.program = program;
    }

    static CommandLine of(Program program) {
        return new CommandLine(new OrganizationCommand(program));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: create or list.");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Create an organization with SCIM provisioning on.")
    int create(
            @Parameters(paramLabel = "SLUG", description = "Its name in host names, such as acme.") String slug,
            @Option(names = "--name", paramLabel = "NAME", description = "Its name for people; the slug by default.")
                    Optional<String> name,
            @Option(names = "--json", description = "Print JSON, for scripts.") boolean json,
            @Mixin SettingsOptions settings) {
        Slug checked = new Slug(slug);
        PrintWriter out = spec.commandLine().getOut();
        return program.use(settings.load(), features -> {
            Organization created = features.organizations().create(checked, name.orElse(slug), Actor.operator());
            String url = features.urls().of(created.slug());
            if (json) {
                describe(created, url).print(out);
            } else {
                out.println("Created the organization '" + created.slug() + "'.");
                out.println("SCIM base URL: " + url);
                out.println("Next: rollcall token generate " + created.slug());
            }
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List all organizations.")
    int list(
            @Option(names = "--json", description = "Print a JSON object a line, for scripts.") boolean json,
            @Mixin SettingsOptions settings) {
        PrintWriter out = spec.commandLine().getOut();
        return program.use(settings.load(), features -> {
            List<Organization> all = features.organizations().list();
            if (all.isEmpty() && !json) {
                out.println("There are no organizations yet. Create one: rollcall organization create SLUG");
            }
            for (Organization organization : all) {
                String url = features.urls().of(organization.slug());
                if (json) {
                    describe(organization, url).print(out);
                } else {
                    out.printf("%-20s %-30s %s%n", organization.slug(), organization.name(), url);
                }
            }
            return CommandLine.ExitCode.OK;
        });
    }

    private static Json describe(Organization organization, String url) {
        return new Json()
                .with("id", organization.id().value())
                .with("slug", organization.slug().value())
                .with("name", organization.name())
                .with("scimEnabled", organization.scimEnabled())
                .with("scimBaseUrl", url)
                .with("created", organization.created().toString());
    }
}
