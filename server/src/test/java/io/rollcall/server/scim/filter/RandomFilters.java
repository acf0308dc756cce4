package io.rollcall.server.scim.filter;

import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes filters that the User's schemas allow. */
final class RandomFilters {
    private static final List<String> TEXTS = List.of(
            "userName",
            "externalId",
            "displayName",
            "title",
            "profileUrl",
            "name.familyName",
            "name.givenName",
            "name.formatted",
            "emails",
            "emails.value",
            "emails.display",
            "emails.type",
            "phoneNumbers.value",
            "roles",
            "photos.value",
            "addresses.locality",
            "schemas",
            "entitlements",
            "entitlements.display",
            RoleAttribute.DEFAULT_NAME,
            RoleAttribute.EXTENSION_URN + ":" + RoleAttribute.DEFAULT_NAME,
            RandomUsers.ENTERPRISE + ":department",
            RandomUsers.ENTERPRISE + ":manager.value",
            RandomUsers.ENTERPRISE + ":manager.$ref",
            RandomUsers.CORE + ":name.familyName",
            "meta.resourceType",
            "meta.version",
            "meta.location",
            "id");
    private static final List<String> COMPLEX =
            List.of("name", "emails", "addresses", "meta", RandomUsers.ENTERPRISE + ":manager");
    private static final List<String> ARRAYS = List.of("emails", "phoneNumbers", "roles", "photos");
    private static final List<Operator> EQUALITY = List.of(Operator.EQ, Operator.NE);
    private static final List<Operator> INSTANTS =
            List.of(Operator.EQ, Operator.NE, Operator.GT, Operator.GE, Operator.LT, Operator.LE);

    private final Random random;
    private final RandomUsers users;
    private final List<String> ids;

    RandomFilters(Random random, List<String> ids) {
        this.random = random;
        this.users = new RandomUsers(random);
        this.ids = ids;
    }

    Filter next() {
        return combined(this::simple, 2);
    }

    private Filter combined(Supplier<Filter> simple, int depth) {
        int choice = depth == 0 ? 9 : random.nextInt(10);
        Supplier<Filter> inner = () -> combined(simple, depth - 1);
        return switch (choice) {
            case 0, 1 -> new And(List.of(inner.get(), inner.get()));
            case 2, 3 ->
                new Or(Stream.generate(inner).limit(2 + random.nextInt(2)).toList());
            case 4 -> new Not(inner.get());
            default -> simple.get();
        };
    }

    private Filter simple() {
        return switch (random.nextInt(12)) {
            case 0 -> new Present(one(random.nextBoolean() ? COMPLEX : TEXTS));
            case 1 -> flag(one(List.of("active", "emails.primary", "roles.primary")));
            case 2 -> instant(one(List.of("meta.created", "meta.lastModified")));
            case 3 -> new Comparison("x509Certificates", one(List.of(Operator.EQ, Operator.NE, Operator.CO)), text());
            case 4, 5, 6 -> new ElementMatch(one(ARRAYS), combined(this::ofElement, 1));
            case 7 -> new ElementMatch("name", combined(() -> compare(one(List.of("familyName", "givenName"))), 1));
            case 8 -> new Comparison("id", one(EQUALITY), new Literal.Text(one(ids)));
            default -> compare(one(TEXTS));
        };
    }

    private Filter ofElement() {
        return switch (random.nextInt(6)) {
            case 0 -> flag("primary");
            case 1 -> new Present(one(List.of("value", "display", "primary")));
            case 2 -> new Comparison("type", one(EQUALITY), new Literal.Text("work"));
            case 3 -> new Comparison("value", Operator.EQ, text());
            default -> compare(one(List.of("value", "display", "type")));
        };
    }

    private Filter compare(String attribute) {
        if (random.nextInt(12) == 0) {
            Literal absence = random.nextBoolean() ? new Literal.Null() : new Literal.Text("");
            return new Comparison(attribute, one(EQUALITY), absence);
        }
        return new Comparison(attribute, one(List.of(Operator.values())), text());
    }

    private Literal text() {
        String text = users.text();
        int start = text.offsetByCodePoints(0, random.nextInt(4) == 0 ? 1 : 0);
        return new Literal.Text(text.substring(start) + (random.nextInt(8) == 0 ? random.nextInt(50) : ""));
    }

    private Filter flag(String attribute) {
        Literal value = random.nextBoolean()
                ? new Literal.Bool(random.nextBoolean())
                : new Literal.Text(random.nextBoolean() ? "True" : "False");
        return new Comparison(attribute, one(EQUALITY), value);
    }

    private Filter instant(String attribute) {
        String text = users.instant()
                .plus(random.nextInt(4) == 0 ? Duration.ofNanos(1) : Duration.ZERO)
                .toString();
        return new Comparison(attribute, one(INSTANTS), new Literal.Text(text));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
