package io.rollcall.server.cli.user;

import io.rollcall.server.importexport.ImportFile;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options {@code --encoding} and {@code --separator}: the format of a text file from another program. */
final class TextOptions {
    @Option(
            names = "--encoding",
            paramLabel = "utf-8|utf-16|windows-1252",
            converter = EncodingConverter.class,
            description = "The encoding of a file without a byte order mark. By default UTF-8.")
    private ImportFile.Encoding encoding;

    @Option(
            names = "--separator",
            paramLabel = "comma|semicolon|tab",
            converter = SeparatorConverter.class,
            description = "The separator of CSV cells. By default detected in the headings.")
    private ImportFile.Separator separator;

    Optional<ImportFile.Encoding> encoding() {
        return Optional.ofNullable(encoding);
    }

    Optional<ImportFile.Separator> separator() {
        return Optional.ofNullable(separator);
    }

    static final class EncodingConverter implements ITypeConverter<ImportFile.Encoding> {
        @Override
        public ImportFile.Encoding convert(String text) {
            return find(ImportFile.Encoding.values(), ImportFile.Encoding::label, text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no encoding. Use utf-8, utf-16 or windows-1252."));
        }
    }

    static final class SeparatorConverter implements ITypeConverter<ImportFile.Separator> {
        @Override
        public ImportFile.Separator convert(String text) {
            return find(ImportFile.Separator.values(), ImportFile.Separator::label, text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no separator. Use comma, semicolon or tab."));
        }
    }

    private static <T> Optional<T> find(T[] values, Function<T, String> label, String text) {
        return Stream.of(values)
                .filter(value -> label.apply(value).equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
