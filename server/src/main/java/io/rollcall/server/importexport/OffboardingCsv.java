package io.rollcall.server.importexport;

import io.rollcall.server.events.receipts.Offboarding;
import io.rollcall.server.events.receipts.Offboarding.Receipt;
import io.rollcall.server.events.receipts.OffboardingJson;
import io.rollcall.server.events.receipts.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * CSV form of offboardings (RFC 4180), protected against formula injection in spreadsheets: a line per receiver, or one without
 * a receiver.
 */
public final class OffboardingCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "event",
                    "type",
                    "user",
                    "requested",
                    "readable",
                    "overdue",
                    "kind",
                    "receiver",
                    "scope",
                    "acknowledged",
                    "seconds")
            .get();
    private static final CSVFormat WITHOUT_HEADER =
            FORMAT.builder().setSkipHeaderRecord(true).get();
    private static final List<String> NO_RECEIVER = List.of("", "", "", "", "");

    private OffboardingCsv() {}

    /** Writes offboardings. @param header whether the first line has the names of the columns */
    public static void write(List<Offboarding> offboardings, boolean header, Appendable out) {
        try {
            CSVPrinter printer = new CSVPrinter(out, header ? FORMAT : WITHOUT_HEADER);
            for (Offboarding offboarding : offboardings) {
                List<String> request = request(offboarding);
                for (List<String> receiver : receivers(offboarding)) {
                    printer.printRecord(Stream.concat(request.stream(), receiver.stream())
                            .map(CsvCell::written)
                            .toList());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> request(Offboarding offboarding) {
        Offboarding.Request request = offboarding.request();
        return List.of(
                request.eventId(),
                request.type(),
                request.userId(),
                request.requested().toString(),
                request.readable().toString(),
                Boolean.toString(offboarding.overdue()));
    }

    private static List<List<String>> receivers(Offboarding offboarding) {
        List<List<String>> lines = Stream.concat(
                        offboarding.receipts().stream().map(receipt -> receipt(offboarding, receipt)),
                        offboarding.missing().stream().map(OffboardingCsv::missing))
                .toList();
        return lines.isEmpty() ? List.of(NO_RECEIVER) : lines;
    }

    private static List<String> receipt(Offboarding offboarding, Receipt receipt) {
        return List.of(
                receipt.kind().label(),
                receipt.name(),
                OffboardingJson.scope(receipt.owner()),
                receipt.acknowledged().toString(),
                OffboardingJson.seconds(offboarding.request().until(receipt.acknowledged()))
                        .toPlainString());
    }

    private static List<String> missing(Receiver receiver) {
        return List.of(receiver.kind().label(), receiver.name(), OffboardingJson.scope(receiver.owner()), "", "");
    }
}
