package io.rollcall.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.transfer.Format.LineReader;
import io.rollcall.server.transfer.Format.LineWriter;
import io.rollcall.server.users.User;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class CsvUsersTest {
    private static ObjectNode throughATable(ObjectNode document) throws IOException, WrongLine {
        StringWriter table = new StringWriter();
        LineWriter writer = CsvUsers.writer(table);
        writer.write(user(document.toString()));
        LineReader reader = CsvUsers.reader(new StringReader(table.toString()));
        return reader.next().orElseThrow().content().over(JsonNodeFactory.instance.objectNode());
    }

    private static User user(String document) {
        return new User(UserId.next(Clock.systemUTC()), 1, "u", Instant.EPOCH, Instant.EPOCH, document);
    }

    @Property
    void importsExactlyWhatWasExported(
            @ForAll
                    @Chars({
                        '\uff0b', '\uff20', '\'', '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', '\\', '#',
                        '\ufeff'
                    })
                    @StringLength(min = 1, max = 8)
                    String title,
            @ForAll @StringLength(min = 1, max = 20) String nickName)
            throws IOException, WrongLine {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("userName", "u" + title)
                .put("title", title)
                .put("nickName", nickName);
        ObjectNode read = throughATable(document);
        assertThat(read.path("userName").asText()).isEqualTo("u" + title);
        assertThat(read.path("title").asText()).isEqualTo(title);
        assertThat(read.path("nickName").asText()).isEqualTo(nickName);
    }
}
