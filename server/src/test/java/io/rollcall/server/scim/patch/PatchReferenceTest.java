package io.rollcall.server.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.patch.ReferencePatch.AddEmail;
import io.rollcall.server.scim.patch.ReferencePatch.Email;
import io.rollcall.server.scim.patch.ReferencePatch.MergeName;
import io.rollcall.server.scim.patch.ReferencePatch.RemoveEmails;
import io.rollcall.server.scim.patch.ReferencePatch.RemoveTitle;
import io.rollcall.server.scim.patch.ReferencePatch.ReplaceEmails;
import io.rollcall.server.scim.patch.ReferencePatch.SetEmails;
import io.rollcall.server.scim.patch.ReferencePatch.SetNamePart;
import io.rollcall.server.scim.patch.ReferencePatch.SetTitle;
import io.rollcall.server.scim.patch.ReferencePatch.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The engine does the same as {@link ReferencePatch}. */
class PatchReferenceTest {
    private final DocumentReader reader = new DocumentReader(PatchedUser.SCHEMAS);
    private final WriteRules rules = new WriteRules(PatchedUser.SCHEMAS);

    @Property(tries = 500)
    void doesWhatTheReferenceDoes(@ForAll("operations") @Size(max = 8) List<Step> steps) {
        ReferencePatch reference = new ReferencePatch();
        ObjectNode stored = stored(reference);
        steps.forEach(step -> step.applyTo(reference));

        assertThat(apply(steps, stored)).isEqualTo(stored(reference));
    }

    @Provide
    Arbitrary<List<Step>> operations() {
        return Arbitraries.oneOf(steps()).list();
    }

    private static List<Arbitrary<? extends Step>> steps() {
        Arbitrary<String> value = word("", "a", "b");
        Arbitrary<String> op = word("add", "Replace");
        Arbitrary<String> type = word("work", "home");
        Arbitrary<String> part = word("givenName", "familyName", "middleName");
        Arbitrary<Email> email = Combinators.combine(
                        type.injectNull(0.3),
                        word("a", "b", "c"),
                        Arbitraries.of(true, false).injectNull(0.3))
                .as(Email::new);
        return List.of(
                Combinators.combine(op, value).as(SetTitle::new),
                Arbitraries.just(new RemoveTitle()),
                Combinators.combine(op, part, value).as(SetNamePart::new),
                Combinators.combine(op, Arbitraries.maps(part, value).ofMinSize(1))
                        .as(MergeName::new),
                email.map(AddEmail::new),
                email.map(ReplaceEmails::new),
                type.map(RemoveEmails::new),
                Combinators.combine(op, type, value).as(SetEmails::new));
    }

    private static Arbitrary<String> word(String... words) {
        return Arbitraries.of(words);
    }

    private ObjectNode apply(List<Step> steps, ObjectNode stored) {
        if (steps.isEmpty()) {
            return stored;
        }
        ObjectNode body =
                PatchedUser.operations(steps.stream().map(Step::operation).toArray(String[]::new));
        return PatchedUser.patch(new Patches(PatchedUser.SCHEMAS, PatchLimits.DEFAULT), body)
                .apply(stored);
    }

    private ObjectNode stored(ReferencePatch user) {
        return rules.create(reader.read(user.json()));
    }
}
