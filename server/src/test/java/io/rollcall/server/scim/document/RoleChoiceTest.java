package io.rollcall.server.scim.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoleChoiceTest {
    private static final Optional<String> STORED = Optional.of("user");

    @Test
    void silenceLeavesTheRole() {
        assertThat(choose(nothing(), nothing())).contains("user");
    }

    @Test
    void takesTheOneThatIsSaid() {
        assertThat(choose(value("admin"), nothing())).contains("admin");
        assertThat(choose(nothing(), value("admin"))).contains("admin");
    }

    @Test
    void takesTheOneThatDiffersFromWhatIsStored() {
        assertThat(choose(value("user"), value("admin"))).contains("admin");
        assertThat(choose(value("admin"), value("user"))).contains("admin");
    }

    @Test
    void takesTheTopLevelWhenBothDiffer() {
        assertThat(choose(value("admin"), value("creator"))).contains("admin");
        assertThat(choose(noValue(), value("creator"))).isEmpty();
    }

    @Test
    void noValueUnsetsTheRole() {
        assertThat(choose(noValue(), nothing())).isEmpty();
        assertThat(choose(nothing(), noValue())).isEmpty();
        assertThat(choose(value("user"), noValue())).isEmpty();
    }

    @Test
    void aNewUserTakesWhicheverIsSaid() {
        assertThat(RoleChoice.choose(Optional.empty(), noValue(), value("admin")))
                .contains("admin");
        assertThat(RoleChoice.choose(Optional.empty(), nothing(), nothing())).isEmpty();
    }

    private static Optional<String> choose(Assignment<String> topLevel, Assignment<String> extension) {
        return RoleChoice.choose(STORED, topLevel, extension);
    }

    private static Assignment<String> value(String role) {
        return new Assignment.Value<>(role);
    }

    private static Assignment<String> noValue() {
        return new Assignment.NoValue<>();
    }

    private static Assignment<String> nothing() {
        return new Assignment.Nothing<>();
    }
}
