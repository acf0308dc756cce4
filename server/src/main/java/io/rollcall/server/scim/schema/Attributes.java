package io.rollcall.server.scim.schema;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ordered set of attribute definitions with case-insensitive names (RFC 7643 section 2.1). */
public final class Attributes implements Iterable<AttributeDefinition> {
    private static final Attributes NONE = new Attributes(List.of());

    private final List<AttributeDefinition> definitions;
    private final Map<String, AttributeDefinition> byName;

    private Attributes(List<AttributeDefinition> definitions) {
        this.definitions = definitions;
        this.byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        definitions.forEach(definition -> byName.put(definition.name(), definition));
    }

    public static Attributes of(Collection<AttributeDefinition> definitions) {
        return new Attributes(List.copyOf(definitions));
    }

    public static Attributes none() {
        return NONE;
    }

    /** Returns the definition of the name, case-insensitive; empty if there is none. */
    public Optional<AttributeDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Stream<AttributeDefinition> stream() {
        return definitions.stream();
    }

    public Attributes map(UnaryOperator<AttributeDefinition> change) {
        return of(stream().map(change).toList());
    }

    public boolean isEmpty() {
        return definitions.isEmpty();
    }

    @Override
    public Iterator<AttributeDefinition> iterator() {
        return definitions.iterator();
    }
}
