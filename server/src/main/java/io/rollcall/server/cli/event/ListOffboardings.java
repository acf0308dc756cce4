package io.rollcall.server.cli.event;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.LimitOption;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.events.receipts.Offboarding;
import io.rollcall.server.events.receipts.OffboardingJson;
import io.rollcall.server.events.receipts.OffboardingQuery;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.importexport.OffboardingCsv;
import io.rollcall.server.kernel.OrganizationId;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall event offboardings}. */
@Command(
        name = "offboardings",
        description = {
            "List deactivated and deleted users, and when each receiver of events acknowledged them, newest first.",
            "",
            "With --csv, all of them as a table with a line per receiver, for evidence."
        },
        footer = {"", "Example: rollcall event offboardings acme --csv > offboardings.csv"})
final class ListOffboardings extends FeatureCommand {
    private static final int MAX_LIMIT = 1_000;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(names = "--overdue", description = "Only those that a receiver has not acknowledged in time.")
    private boolean overdue;

    @Option(names = "--csv", description = "Print all as CSV.")
    private boolean csv;

    @Mixin
    private final LimitOption limit = new LimitOption(50, MAX_LIMIT);

    ListOffboardings(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        return limit.problem();
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        features.sequencer().moveAll();
        Offboardings offboardings = features.offboardings();
        OrganizationId organization = argument.resolve(features).id();
        if (csv) {
            print(offboardings, organization);
            return;
        }
        List<Offboarding> found = list(offboardings, organization);
        Table table = new Table("REQUESTED", "EVENT", "USER", "ACKNOWLEDGED BY", "MISSING");
        found.forEach(offboarding -> table.row(
                offboarding.request().requested().toString(),
                offboarding.request().type(),
                offboarding.request().userId(),
                offboarding.receipts().stream()
                        .map(receipt -> receipt.name() + " (" + seconds(offboarding, receipt) + " s)")
                        .collect(Collectors.joining(", ")),
                offboarding.missing().stream()
                        .map(receiver -> receiver.name() + (offboarding.overdue() ? " (overdue)" : ""))
                        .collect(Collectors.joining(", "))));
        output.printAll(
                found.stream().map(OffboardingJson::of).map(JsonLine::of).toList(),
                table,
                "There are no such offboardings.");
    }

    private List<Offboarding> list(Offboardings offboardings, OrganizationId organization) {
        List<Offboarding> found = new ArrayList<>();
        Optional<Long> after = Optional.empty();
        do {
            Offboardings.Page page = offboardings.list(organization, query(after, limit.value() - found.size()));
            found.addAll(page.offboardings());
            after = page.next();
        } while (after.isPresent() && found.size() < limit.value());
        return found;
    }

    private static String seconds(Offboarding offboarding, Offboarding.Receipt receipt) {
        return OffboardingJson.seconds(offboarding.request().until(receipt.acknowledged()))
                .toPlainString();
    }

    private void print(Offboardings offboardings, OrganizationId organization) {
        PrintWriter out = out();
        Optional<Long> after = Optional.empty();
        do {
            Offboardings.Page page = offboardings.list(organization, query(after, MAX_LIMIT));
            OffboardingCsv.write(page.offboardings(), after.isEmpty(), out);
            after = page.next();
        } while (after.isPresent() && !out.checkError());
        out.flush();
    }

    private OffboardingQuery query(Optional<Long> after, int most) {
        return new OffboardingQuery(
                Optional.empty(),
                Optional.empty(),
                overdue ? Optional.of(true) : Optional.empty(),
                Optional.empty(),
                after,
                most);
    }
}
