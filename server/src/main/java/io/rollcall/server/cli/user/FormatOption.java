package io.rollcall.server.cli.user;

import io.rollcall.server.importexport.Format;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Option {@code --format}: the format of a file of users. */
final class FormatOption {
    private static final List<String> CSV_ENDINGS = List.of(".csv", ".tsv", ".tab", ".txt");

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            converter = Converter.class,
            description =
                    "JSON Lines, with whole users, or CSV, with the usual attributes. By default CSV for a file whose name"
                            + " ends with .csv, .tsv, .tab or .txt, and JSON Lines for any other.")
    private Format format;

    /** Returns the format of a file. @param file its name; empty for a standard stream */
    Format of(Optional<String> file) {
        if (format != null) {
            return format;
        }
        boolean csv = file.map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> CSV_ENDINGS.stream().anyMatch(name::endsWith))
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
