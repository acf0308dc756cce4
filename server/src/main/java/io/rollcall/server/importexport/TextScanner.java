package io.rollcall.server.importexport;

import io.rollcall.server.kernel.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Characters of a file, decoded without replacing anything, with the line and column of the next one. */
final class TextScanner implements Closeable {
    static final int END = -1;

    private static final int BUFFER = 1 << 15;
    private static final long MAX_LINES = 100_000_000;
    private static final int CONTROL_Z = 0x1A;

    private final String name;
    private final InputStream file;
    private final boolean marked;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes;
    private final CharBuffer chars;
    private boolean ended;
    private boolean afterReturn;
    private long offset;
    private long line;
    private long column = 1;

    private TextScanner(String name, InputStream file, byte[] start, Charset charset, int mark) {
        this.name = name;
        this.file = file;
        this.marked = mark > 0;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.bytes = ByteBuffer.allocate(BUFFER)
                .put(start, mark, start.length - mark)
                .flip();
        this.chars = CharBuffer.allocate(BUFFER).flip();
        this.line = 1;
    }

    private TextScanner(String name, String text, long line) {
        this.name = name;
        this.file = InputStream.nullInputStream();
        this.marked = false;
        this.decoder = StandardCharsets.UTF_8.newDecoder();
        this.bytes = ByteBuffer.allocate(0);
        this.chars = CharBuffer.allocate(text.length()).put(text).flip();
        this.ended = true;
        this.line = line;
    }

    /**
     * Opens a file.
     *
     * @throws Refusal INVALID if it is not a text file
     */
    static TextScanner open(ImportFile source) throws IOException {
        InputStream file = source.content().open();
        try {
            byte[] start = file.readNBytes(FileSignature.MAX_LENGTH);
            Optional<FileSignature> signature = FileSignature.of(start);
            if (signature.isPresent()) {
                Charset charset = signature
                        .get()
                        .charset()
                        .orElseThrow(() -> Refusal.invalid("%s is %s, not text that can be imported. Save it as CSV"
                                        .formatted(
                                                subject(source.name()),
                                                signature.get().kind())
                                + " (\"CSV UTF-8\" in Excel) and import that file."));
                return new TextScanner(
                        source.name(), file, start, charset, signature.get().length());
            }
            Charset charset =
                    source.encoding().orElse(ImportFile.Encoding.UTF_8).charset(start);
            return new TextScanner(source.name(), file, start, charset, 0);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** Returns a scanner of an excerpt of this file, which begins at a line. */
    TextScanner of(String text, long firstLine) {
        return new TextScanner(name, text, firstLine);
    }

    private static String subject(String name) {
        return "The file " + name;
    }

    /** Returns the next character and moves on, or {@link #END}. */
    int read() throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return END;
        }
        char next = chars.get();
        offset++;
        if (next == '\n' && afterReturn) {
            afterReturn = false;
            return next;
        }
        afterReturn = next == '\r';
        if (afterReturn || next == '\n') {
            line++;
            column = 1;
            requireFewLines();
        } else if (next == 0) {
            throw hasZero();
        } else if (!Character.isLowSurrogate(next)) {
            column++;
        }
        return next;
    }

    private void requireFewLines() {
        if (line > MAX_LINES) {
            throw refusal("it has more than %,d lines. Split it.".formatted(MAX_LINES));
        }
    }

    /** Returns the next character without moving on, or {@link #END}. */
    int peek() throws IOException {
        return chars.hasRemaining() || fill() ? chars.get(chars.position()) : END;
    }

    /** Reads over the line feed of a CRLF whose carriage return was read. */
    void endLine(int read) throws IOException {
        if (read == '\r' && peek() == '\n') {
            read();
        }
    }

    /** Returns the number of the line of the next character, from 1; CR, LF and CRLF end a line. */
    long line() {
        return line;
    }

    /** Returns the column of the next character, from 1, in characters. */
    long column() {
        return column;
    }

    /** Returns how many UTF-16 units were read. */
    long offset() {
        return offset;
    }

    static boolean endsLine(int character) {
        return character == '\n' || character == '\r' || character == END;
    }

    /** Returns whether a spreadsheet or an old editor may have put the character around a text: spaces, a mark, Ctrl-Z. */
    static boolean isBlank(int character) {
        return character == ' '
                || character == '\t'
                || character == '\ufeff'
                || character == CONTROL_Z
                || Character.isSpaceChar(character)
                || (character != END && Character.isWhitespace(character));
    }

    /** Returns the text without blanks at its ends. */
    static String strip(CharSequence text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.subSequence(start, end).toString();
    }

    /** Returns the refusal of the whole file for what is wrong in it. */
    Refusal refusal(String problem) {
        return Refusal.invalid(subject(name) + " cannot be imported: " + problem);
    }

    private boolean fill() throws IOException {
        chars.clear();
        while (chars.position() == 0) {
            if (!ended) {
                readBytes();
            }
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError() && chars.position() == 0) {
                chars.flip();
                throw isNotText(result.length());
            }
            if (result.isUnderflow() && ended && chars.position() == 0) {
                chars.flip();
                return false;
            }
        }
        chars.flip();
        return true;
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int count = file.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = count < 0;
        bytes.position(bytes.position() + Math.max(count, 0)).flip();
    }

    private Refusal isNotText(int length) {
        byte[] wrong = new byte[Math.min(length, bytes.remaining())];
        bytes.duplicate().get(wrong);
        Charset charset = decoder.charset();
        return refusal("at line %d, column %d, the bytes %s are not %s. %s"
                .formatted(
                        line,
                        column,
                        HexFormat.ofDelimiter(" ").withUpperCase().formatHex(wrong),
                        charset.name(),
                        remedy(charset)));
    }

    private String remedy(Charset charset) {
        String save = "Save the file as \"CSV UTF-8\" (JSON Lines as UTF-8)";
        return charset.equals(StandardCharsets.UTF_8) && !marked
                ? save + ", or name its encoding, such as --encoding windows-1252."
                : save + ".";
    }

    private Refusal hasZero() {
        return refusal(
                ("there is a NUL character at line %d, column %d, as in UTF-16 without a byte order mark. Save the"
                                + " file as \"CSV UTF-8\" (JSON Lines as UTF-8), or try --encoding utf-16.")
                        .formatted(line, column));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
