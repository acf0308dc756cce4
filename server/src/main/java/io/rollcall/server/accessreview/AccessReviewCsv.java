package io.rollcall.server.accessreview;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.importexport.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV form of an access review (RFC 4180), protected against formula injection in spreadsheets. */
public final class AccessReviewCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "kind",
                    "id",
                    "name",
                    "organization",
                    "scope",
                    "createdBy",
                    "created",
                    "lastUsed",
                    "lastAddress",
                    "expires",
                    "state",
                    "findings")
            .get();

    private AccessReviewCsv() {}

    public static void write(List<AccessHolder> review, Appendable out) {
        try {
            CSVPrinter printer = new CSVPrinter(out, FORMAT);
            for (AccessHolder access : review) {
                printer.printRecord(row(access));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> row(AccessHolder access) {
        return Stream.of(
                        access.kind().label(),
                        access.clientId().orElseGet(() -> Long.toString(access.id())),
                        access.name(),
                        access.organization().orElse(""),
                        access.scope(),
                        access.createdBy(),
                        access.created().toString(),
                        text(access.lastUse().map(Credential.LastUse::at)),
                        access.lastUse().map(Credential.LastUse::address).orElse(""),
                        text(access.expires()),
                        access.state(),
                        String.join(" ", access.findingLabels()))
                .map(CsvCell::written)
                .toList();
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }
}
