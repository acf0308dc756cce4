package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.Map;

/** Validator of simple values against their attribute's type (RFC 7643 section 2.3). */
final class SimpleValue {
    /** Maximum lengths of attributes, as in the database. */
    private static final Map<String, Integer> MAX_LENGTHS = Map.of("userName", 512, "externalId", 512);

    /** Languages have a few. Normalization sorts those in a row, in time that grows with the square of their number. */
    private static final int MAX_MARKS = 100;

    private static final int FIRST_MARK = 0x300;

    /** {@code xsd:dateTime}, with an optional offset. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter();

    private SimpleValue() {}

    static JsonNode read(AttributeDefinition attribute, String path, JsonNode written) {
        return switch (attribute.type()) {
            case STRING -> text(path, written);
            case BOOLEAN -> truth(path, written);
            case INTEGER -> number(path, written, written.isIntegralNumber(), "an integer");
            case DECIMAL -> number(path, written, written.isNumber(), "a number");
            case DATE_TIME -> dateTime(path, written);
            case BINARY -> base64(path, written);
            case REFERENCE -> reference(path, written);
            case COMPLEX -> throw InvalidValue.type(path, "an object", written);
        };
    }

    private static JsonNode text(String path, JsonNode written) {
        if (!written.isTextual()) {
            throw InvalidValue.type(path, "a text", written);
        }
        String text = written.textValue();
        if (text.codePoints().anyMatch(SimpleValue::isUnstorable)) {
            throw InvalidValue.value(
                    path + " has a character that is not valid Unicode text: U+0000 or an unpaired surrogate.");
        }
        if (hasManyMarks(text)) {
            throw InvalidValue.value("%s has more than %d combining marks in a row; send text that people can read."
                    .formatted(path, MAX_MARKS));
        }
        int longest = MAX_LENGTHS.getOrDefault(path, Integer.MAX_VALUE);
        if (text.codePointCount(0, text.length()) > longest) {
            throw InvalidValue.value("%s has more than the maximum of %d characters.".formatted(path, longest));
        }
        return written;
    }

    private static boolean hasManyMarks(String text) {
        int marks = 0;
        for (int place = 0; place < text.length(); place += Character.charCount(text.codePointAt(place))) {
            int codePoint = text.codePointAt(place);
            marks = codePoint >= FIRST_MARK && isMark(codePoint) ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static JsonNode truth(String path, JsonNode written) {
        if (written.isBoolean()) {
            return written;
        }
        throw written.isTextual()
                ? InvalidValue.value(path + " must be true or false.")
                : InvalidValue.type(path, "true or false", written);
    }

    private static JsonNode number(String path, JsonNode written, boolean fits, String expected) {
        if (!fits) {
            throw InvalidValue.type(path, expected, written);
        }
        return written;
    }

    private static JsonNode dateTime(String path, JsonNode written) {
        try {
            DATE_TIME.parse(text(path, written).textValue());
            return written;
        } catch (DateTimeException notOne) {
            throw InvalidValue.value(path + " must be a date and time such as 2026-01-31T08:30:00Z.");
        }
    }

    /** Accepts RFC 4648 sections 4 and 5, and ignores line breaks, since certificates are often wrapped. */
    private static JsonNode base64(String path, JsonNode written) {
        String plain = text(path, written)
                .textValue()
                .replaceAll("[\r\n]", "")
                .replace('-', '+')
                .replace('_', '/');
        try {
            Base64.getDecoder().decode(plain);
            return written;
        } catch (IllegalArgumentException notBase64) {
            throw InvalidValue.value(path + " must be base64 text (for a certificate: DER in base64, without header).");
        }
    }

    /** Accepts relative and opaque URIs (RFC 7643 section 2.3.7), and slightly malformed ones, but no blanks. */
    private static JsonNode reference(String path, JsonNode written) {
        if (text(path, written).textValue().codePoints().anyMatch(c -> c <= ' ' || c == 0x7F)) {
            throw InvalidValue.value(path + " must be a URI without blanks.");
        }
        return written;
    }

    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
