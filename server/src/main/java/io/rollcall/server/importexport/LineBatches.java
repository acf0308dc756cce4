package io.rollcall.server.importexport;

import io.rollcall.server.importexport.Format.Lines;
import io.rollcall.server.importexport.Format.RawLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Parallel processing of a file's lines, in batches of bounded size. */
final class LineBatches implements AutoCloseable {
    private static final int MAX_LINES = 1_000;

    /** As trees of JSON they take many times as much. */
    private static final int MAX_CHARACTERS = 1 << 19;

    /** Their commits share the disk's time. */
    private static final int WRITERS = 8;

    private final ImportFile file;
    private final ImportConfig config;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

    LineBatches(ImportFile file, ImportConfig config) {
        this.file = file;
        this.config = config;
    }

    /**
     * Reads the file to its end.
     *
     * @param choice parses a line, or returns empty to skip it; called in the order of the file
     * @param work called by several threads concurrently
     * @param progress called after each batch
     */
    void read(Function<RawLine, Optional<ImportedLine>> choice, Consumer<ImportedLine> work, Runnable progress)
            throws IOException {
        try (Lines lines = Format.open(file, config)) {
            boolean ended = false;
            while (!ended) {
                List<ImportedLine> batch = new ArrayList<>();
                ended = fill(batch, lines, choice);
                apply(batch, work);
                progress.run();
            }
        }
    }

    /** Fills a batch. @return whether the file has ended */
    private static boolean fill(List<ImportedLine> batch, Lines lines, Function<RawLine, Optional<ImportedLine>> choice)
            throws IOException {
        int characters = 0;
        for (int count = 0; count < MAX_LINES && characters < MAX_CHARACTERS; count++) {
            Optional<RawLine> line = lines.next();
            if (line.isEmpty()) {
                return true;
            }
            line.flatMap(choice).ifPresent(batch::add);
            characters += line.get().length();
        }
        return false;
    }

    private void apply(List<ImportedLine> batch, Consumer<ImportedLine> work) {
        List<? extends Future<?>> parts = IntStream.range(0, Math.min(WRITERS, batch.size()))
                .mapToObj(part -> writers.submit(
                        () -> IntStream.iterate(part, index -> index < batch.size(), index -> index + WRITERS)
                                .mapToObj(batch::get)
                                .forEach(work)))
                .toList();
        for (Future<?> part : parts) {
            try {
                part.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while importing", interrupted);
            } catch (ExecutionException failure) {
                throw new IllegalStateException(
                        "the import was interrupted; repeat it to complete it", failure.getCause());
            }
        }
    }

    @Override
    public void close() {
        writers.shutdown();
    }
}
