package io.rollcall.server.cli;

import io.rollcall.server.transfer.Format;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of commands that read or write users: how they stand in the file. */
final class FormatOption {
    private static final List<String> TABLES = List.of(".csv", ".tsv", ".tab", ".txt");

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            converter = Converter.class,
            description =
                    "JSON Lines, with all of a user, or CSV, with the usual attributes. By default CSV for a file whose name"
                            + " ends in .csv, .tsv, .tab or .txt, or else JSON Lines.")
    private Format format;

    /** @param file its name; empty where it has none */
    Format of(Optional<String> file) {
        if (format != null) {
            return format;
        }
        boolean csv = file.map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> TABLES.stream().anyMatch(name::endsWith))
                .isPresent();
        return csv ? Format.CSV : Format.JSONL;
    }

    static final class Converter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            try {
                return Format.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException("'" + text + "' is no format. Use jsonl or csv.");
            }
        }
    }
}
