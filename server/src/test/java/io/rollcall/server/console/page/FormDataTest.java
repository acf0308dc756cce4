package io.rollcall.server.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import org.junit.jupiter.api.Test;

class FormDataTest {
    @Test
    void readsFieldsAsTheyWereEntered() {
        FormData form = FormData.read("name=J%C3%B6+%26+Co&empty=&box=on&bare");
        assertThat(form.text("name")).isEqualTo("Jö & Co");
        assertThat(form.text("empty")).isEmpty();
        assertThat(form.text("missing")).isEmpty();
        assertThat(form.ticked("box")).isTrue();
        assertThat(form.ticked("bare")).isTrue();
        assertThat(form.ticked("missing")).isFalse();
    }

    @Test
    void takesBlanksForNothingWhereSomethingIsWanted() {
        assertThat(FormData.read("name=++").filled("name")).isEmpty();
        assertThat(FormData.read("name=+x+").filled("name")).contains("x");
    }

    @Test
    void keepsNoSecretAndNoUnknownField() {
        FormData form = FormData.read("name=a+b&password=x&old=x&new=x&again=x&form-token=x&secret=x");
        assertThat(form.kept()).isEqualTo("name=a%20b");
    }

    @Test
    void keepsEachSelectedTypeAsOneField() {
        FormData form = FormData.read("type%3Auser.*=on&type%3Arole.created%26name%3Devil=on");
        assertThat(FormData.read(form.kept()).namesAfter("type:")).containsExactly("role.created&name=evil", "user.*");
        assertThat(FormData.read(form.kept()).has("name")).isFalse();
    }

    @Test
    void readsAnEmptyForm() {
        assertThat(FormData.read("").text("name")).isEmpty();
    }

    @Test
    void refusesWhatIsNoForm() {
        assertThatThrownBy(() -> FormData.read("a=%zz")).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesMoreFieldsThanAFormHas() {
        assertThatThrownBy(() -> FormData.read("a=1&".repeat(201)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("200 fields");
    }
}
