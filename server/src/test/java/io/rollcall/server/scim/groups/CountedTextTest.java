package io.rollcall.server.scim.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CountedTextTest {
    private static final String LINE = "x".repeat(100);

    private final WorkingMemory memory = new WorkingMemory(1_000_000);
    private final CountedText text = new CountedText(memory);

    private void append(int lines) {
        for (int line = 0; line < lines; line++) {
            text.append(LINE);
        }
    }

    @Test
    void reservesMemoryForManyShortTexts() {
        memory.begin();

        append(2_000);

        assertThat(memory.reserved()).isGreaterThan(1_000_000);
        assertThat(text.size()).isEqualTo(200_000);
        memory.end();
        assertThat(memory.reserved()).isZero();
    }

    @Test
    void refusesWhatDoesNotFitBesideOtherRequests() throws InterruptedException {
        Thread other = new Thread(() -> {
            memory.begin();
            memory.reserveText(100_000);
        });
        other.start();
        other.join();
        memory.begin();

        assertThatThrownBy(() -> append(2_000)).isInstanceOf(Refusal.class);
    }

    @Test
    void putsTheTextBetweenTwoOthers() {
        text.append("é");
        text.append("b");

        assertThat(new String(text.between("[", "]"), StandardCharsets.UTF_8)).isEqualTo("[éb]");
        assertThat(text.bytes()).hasSize(3);
    }
}
