package io.rollcall.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as people name it. */
final class MomentConverter implements ITypeConverter<Moment> {
    @Override
    public Moment convert(String text) {
        return Moment.read(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no time. Write 2026-01-31T08:00:00Z, or how long ago: 30m, 2h, 7d."));
    }
}
