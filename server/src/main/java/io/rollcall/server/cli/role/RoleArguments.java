package io.rollcall.server.cli.role;

import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.roles.Role;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Arguments {@code SLUG VALUE}: an organization and one of its roles. */
final class RoleArguments extends OrganizationArgument {
    @Parameters(
            index = "1",
            paramLabel = "VALUE",
            description = "The role's value, which identity providers send. It is case-sensitive.")
    private String value;

    /** Returns the value as typed; there may be no such role. */
    String value() {
        return value;
    }

    /** Parses a role's kind. */
    static final class KindConverter implements ITypeConverter<Role.Kind> {
        @Override
        public Role.Kind convert(String text) {
            try {
                return Role.Kind.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException("'" + text + "' is no kind of role. Use personal, group or both.");
            }
        }
    }
}
