package io.rollcall.server.transfer;

import io.rollcall.server.users.User;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.Optional;

/** How users stand in a file. */
public enum Format {
    /** One SCIM User a line, with all that is stored. */
    JSONL(JsonLines::reader, JsonLines::writer),
    /** A table of the usual attributes, for spreadsheets. */
    CSV(CsvUsers::reader, CsvUsers::writer);

    private final Reading reading;
    private final Writing writing;

    Format(Reading reading, Writing writing) {
        this.reading = reading;
        this.writing = writing;
    }

    LineReader read(Reader file) throws IOException {
        return reading.from(file);
    }

    LineWriter write(Writer file) throws IOException {
        return writing.to(file);
    }

    /** Gives one user after another. */
    @FunctionalInterface
    interface LineReader {
        /**
         * The next line that says something; empty at the end.
         *
         * @throws WrongLine where the line cannot be read; the one after it can
         */
        Optional<ImportedLine> next() throws IOException, WrongLine;
    }

    /** Takes one user after another. */
    @FunctionalInterface
    interface LineWriter {
        void write(User user) throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        LineReader from(Reader file) throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        LineWriter to(Writer file) throws IOException;
    }
}
