package io.rollcall.server.cli;

import io.rollcall.server.roles.RoleKind;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a role's kind as people write it. */
final class KindConverter implements ITypeConverter<RoleKind> {
    @Override
    public RoleKind convert(String text) {
        try {
            return RoleKind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException("'" + text + "' is no kind of role. Use personal, group or both.");
        }
    }
}
