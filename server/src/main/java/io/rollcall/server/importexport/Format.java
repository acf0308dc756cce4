package io.rollcall.server.importexport;

import io.rollcall.server.importexport.CsvColumn.Columns;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** File format of users. */
public enum Format {
    /** JSON Lines with one complete SCIM User per line. */
    JSONL(JsonUsers::reader, (file, columns) -> JsonUsers.writer(file)),
    /** CSV table of the usual attributes, for spreadsheets. */
    CSV(CsvUsers::reader, CsvUsers::writer);

    private final Reading reading;
    private final Writing writing;

    Format(Reading reading, Writing writing) {
        this.reading = reading;
        this.writing = writing;
    }

    LineWriter write(Writer file, Columns columns) throws IOException {
        return writing.to(file, columns);
    }

    /** Opens a file at its beginning. */
    static Lines open(ImportFile file, ImportConfig config) throws IOException {
        TextScanner text = TextScanner.open(file);
        try {
            return new Lines(text, file.format().reading.from(text, file, config));
        } catch (IOException | RuntimeException failure) {
            text.close();
            throw failure;
        }
    }

    /** The lines of an open file. */
    record Lines(TextScanner text, LineReader reader) implements LineReader, Closeable {
        @Override
        public Optional<RawLine> next() throws IOException {
            return reader.next();
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }

    /** Line that is not parsed yet. @param number from 1 @param length in characters */
    record RawLine(long number, int length, Parsing parsing) {
        /** @throws WrongLine if the line cannot be read; the one after it can */
        ImportedLine parse() throws WrongLine {
            return new ImportedLine(number, length, parsing.parse());
        }
    }

    /** Parser of a line to a user. */
    @FunctionalInterface
    interface Parsing {
        ImportedLine.Content parse() throws WrongLine;
    }

    /** Reader of one line after another. */
    @FunctionalInterface
    interface LineReader {
        /** Returns the next line that is not blank; empty at the end. */
        Optional<RawLine> next() throws IOException;
    }

    /** Writer of one user after another. */
    @FunctionalInterface
    interface LineWriter {
        void write(ExportedUser user) throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        LineReader from(TextScanner text, ImportFile file, ImportConfig config) throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        LineWriter to(Writer file, Columns columns) throws IOException;
    }
}
