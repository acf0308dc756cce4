package io.rollcall.server.http.wire;

import org.glassfish.grizzly.http.HttpBrokenContentException;

/**
 * Strict parser of a chunked body (RFC 9112 section 7.1). Chunk extensions and trailers are checked, bounded in length and
 * dropped. Framing in excess of the data, as of chunks of a byte each, is bounded too: it is read byte by byte. Any other difference from the grammar ends the request: another server may read it in another way and take the
 * rest for a request of its own (section 11.2).
 */
final class ChunkParser {
    private static final int MAX_SIZE_DIGITS = 16;
    private static final long MAX_BEFORE_DIGIT = Long.MAX_VALUE >> 4;
    private static final int HEX = 16;
    private static final char DELETE = 0x7F;

    /** The part of the body that the next byte belongs to. */
    private enum State {
        SIZE,
        BLANK_AFTER_SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        LAST_LF,
        END
    }

    private State state = State.SIZE;
    private long size;
    private int digits;
    private boolean named;
    private int overhead;
    private long framing;

    /** @param maxOverhead bytes that all extensions and trailers may take together; all framing may exceed the data by twice as much */
    ChunkParser(int maxOverhead) {
        this.overhead = maxOverhead;
        this.framing = 2L * maxOverhead;
    }

    /** Returns the bytes of data that are left of the current chunk. */
    long dataLeft() {
        return state == State.DATA ? size : 0;
    }

    /** Notes that so many bytes of data were taken. */
    void took(int bytes) {
        size -= bytes;
        framing += bytes;
        if (size == 0) {
            state = State.DATA_CR;
        }
    }

    /** Returns whether the body ended with the byte before. */
    boolean isEnded() {
        return state == State.END;
    }

    /** Reads a byte that is not data. */
    void read(byte next) {
        char character = (char) (next & 0xFF);
        framing--;
        require(framing >= 0, state);
        state = switch (state) {
            case SIZE -> size(character);
            case BLANK_AFTER_SIZE -> blankAfterSize(character);
            case EXTENSION -> extension(character);
            case SIZE_LF -> sizeEnd(character);
            case DATA_CR -> require(character == '\r', State.DATA_LF);
            case DATA_LF -> require(character == '\n', begin());
            case TRAILER_NAME -> trailerName(character);
            case TRAILER_VALUE -> trailerValue(character);
            case TRAILER_LF -> require(character == '\n', State.TRAILER_NAME);
            case LAST_LF -> require(character == '\n', State.END);
            case DATA, END -> throw new IllegalStateException("no byte of the framing is due");
        };
    }

    private State begin() {
        size = 0;
        digits = 0;
        return State.SIZE;
    }

    private State size(char character) {
        int digit = character < DELETE ? Character.digit(character, HEX) : -1;
        if (digit >= 0) {
            digits++;
            require(digits <= MAX_SIZE_DIGITS && size <= MAX_BEFORE_DIGIT, state);
            size = size << 4 | digit;
            return State.SIZE;
        }
        require(digits > 0, state);
        return character == '\r' ? State.SIZE_LF : blankAfterSize(character);
    }

    /** Allows blanks before the semicolon of an extension only. */
    private State blankAfterSize(char character) {
        spend();
        if (character == ';') {
            return State.EXTENSION;
        }
        return require(character == ' ' || character == '\t', State.BLANK_AFTER_SIZE);
    }

    private State extension(char character) {
        spend();
        return character == '\r' ? State.SIZE_LF : require(isText(character), State.EXTENSION);
    }

    private State sizeEnd(char character) {
        require(character == '\n', state);
        named = false;
        return size == 0 ? State.TRAILER_NAME : State.DATA;
    }

    private State trailerName(char character) {
        if (character == '\r' && !named) {
            return State.LAST_LF;
        }
        spend();
        if (character == ':') {
            return require(named, State.TRAILER_VALUE);
        }
        named = true;
        return require(StrictRequestCheck.isTokenCharacter(character), State.TRAILER_NAME);
    }

    private State trailerValue(char character) {
        spend();
        if (character == '\r') {
            named = false;
            return State.TRAILER_LF;
        }
        return require(isText(character), State.TRAILER_VALUE);
    }

    private void spend() {
        overhead--;
        require(overhead >= 0, state);
    }

    private static boolean isText(char character) {
        return character >= ' ' && character != DELETE || character == '\t';
    }

    private static State require(boolean right, State next) {
        if (!right) {
            throw new HttpBrokenContentException("not a chunked body");
        }
        return next;
    }
}
