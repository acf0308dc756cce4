package io.rollcall.server.scim.schema;

import java.util.List;
import java.util.Optional;

/**
 * Definition of an attribute or sub-attribute in a schema: its type and characteristics (RFC 7643 sections 2 and 7).
 *
 * @param canonicalValues suggested values in the order they are published; empty where none are
 * @param referenceTypes what a {@link Type#REFERENCE} may point at; empty for other types
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

    /** When an answer carries the attribute. */
    public enum Returned {
        ALWAYS,
        NEVER,
        DEFAULT,
        REQUEST
    }

    /** Within what its value is unique. */
    public enum Uniqueness {
        NONE,
        SERVER,
        GLOBAL
    }

    public AttributeDefinition {
        canonicalValues = List.copyOf(canonicalValues);
        referenceTypes = List.copyOf(referenceTypes);
    }

    /** A single-valued, optional, readWrite attribute of the default characteristics of RFC 7643 section 2.2. */
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

    /** The sub-attribute of that name in any case, or empty. */
    public Optional<AttributeDefinition> subAttribute(String subName) {
        return subAttributes.find(subName);
    }

    /** Returns the same attribute by another name. */
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
