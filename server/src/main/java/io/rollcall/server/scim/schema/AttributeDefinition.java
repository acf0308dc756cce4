package io.rollcall.server.scim.schema;

import java.util.List;
import java.util.Optional;

/**
 * Definition of an attribute or sub-attribute in a schema: its type and characteristics (RFC 7643 sections 2 and 7).
 *
 * @param canonicalValues suggested values in published order; empty for none
 * @param referenceTypes targets of a {@link Type#REFERENCE}; empty for other types
 * @param subAttributes empty unless the type is {@link Type#COMPLEX}
 */
public record AttributeDefinition(
        String name,
        Type type,
        boolean multiValued,
        String description,
        boolean required,
        List<String> canonicalValues,
        boolean caseExact,
        Mutability mutability,
        Returned returned,
        Uniqueness uniqueness,
        List<String> referenceTypes,
        Attributes subAttributes) {

    /** The data types of RFC 7643 section 2.3. */
    public enum Type {
        STRING,
        BOOLEAN,
        DECIMAL,
        INTEGER,
        DATE_TIME,
        BINARY,
        REFERENCE,
        COMPLEX
    }

    /** When a client may write the attribute. */
    public enum Mutability {
        READ_ONLY,
        READ_WRITE,
        IMMUTABLE,
        WRITE_ONLY
    }

    /** When a response contains the attribute. */
    public enum Returned {
        ALWAYS,
        NEVER,
        DEFAULT,
        REQUEST
    }

    /** Scope in which its value is unique. */
    public enum Uniqueness {
        NONE,
        SERVER,
        GLOBAL
    }

    public AttributeDefinition {
        canonicalValues = List.copyOf(canonicalValues);
        referenceTypes = List.copyOf(referenceTypes);
    }

    /** Returns a single-valued, optional, readWrite attribute with the default characteristics of RFC 7643 section 2.2. */
    public static AttributeDefinition simple(String name, Type type, String description) {
        return new AttributeDefinition(
                name,
                type,
                false,
                description,
                false,
                List.of(),
                false,
                Mutability.READ_WRITE,
                Returned.DEFAULT,
                Uniqueness.NONE,
                List.of(),
                Attributes.none());
    }

    public boolean isComplex() {
        return type == Type.COMPLEX;
    }

    public boolean isReadOnly() {
        return mutability == Mutability.READ_ONLY;
    }

    /** Returns the sub-attribute of the name, case-insensitive; empty if there is none. */
    public Optional<AttributeDefinition> subAttribute(String subName) {
        return subAttributes.find(subName);
    }

    /** Returns the same attribute with another name. */
    public AttributeDefinition named(String other) {
        return new AttributeDefinition(
                other,
                type,
                multiValued,
                description,
                required,
                canonicalValues,
                caseExact,
                mutability,
                returned,
                uniqueness,
                referenceTypes,
                subAttributes);
    }

    public AttributeDefinition withDescription(String text) {
        return new AttributeDefinition(
                name,
                type,
                multiValued,
                text,
                required,
                canonicalValues,
                caseExact,
                mutability,
                returned,
                uniqueness,
                referenceTypes,
                subAttributes);
    }

    public AttributeDefinition with(Mutability other) {
        return new AttributeDefinition(
                name,
                type,
                multiValued,
                description,
                required,
                canonicalValues,
                caseExact,
                other,
                returned,
                uniqueness,
                referenceTypes,
                subAttributes);
    }

    public AttributeDefinition with(Type other, boolean exact, List<String> references) {
        return new AttributeDefinition(
                name,
                other,
                multiValued,
                description,
                required,
                canonicalValues,
                exact,
                mutability,
                returned,
                uniqueness,
                references,
                subAttributes);
    }

    public AttributeDefinition with(Attributes others) {
        return new AttributeDefinition(
                name,
                type,
                multiValued,
                description,
                required,
                canonicalValues,
                caseExact,
                mutability,
                returned,
                uniqueness,
                referenceTypes,
                others);
    }

    public AttributeDefinition withCanonicalValues(List<String> values) {
        return new AttributeDefinition(
                name,
                type,
                multiValued,
                description,
                required,
                values,
                caseExact,
                mutability,
                returned,
                uniqueness,
                referenceTypes,
                subAttributes);
    }
}
