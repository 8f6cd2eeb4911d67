package io.semsearch.server.collections;

import io.semsearch.search.IndexFileException;
import io.semsearch.search.IndexInfo;
import io.semsearch.search.local.ImageSearcher;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Results that are remembered until the index changes. They are computed one after the other in a thread of their own:
 * a virtual thread would keep a processor from other requests. Thread-safe. */
final class Remembered implements Closeable {

    private static final int MOST = 16;

    private final ImageSearcher searcher;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("semsearch-facts").factory());
    private final Map<String, Result> results = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Result> eldest) {
            return size() > MOST;
        }
    };

    Remembered(ImageSearcher searcher) {
        this.searcher = searcher;
    }

    /** @param of the state of the index that it belongs to */
    private record Result(State of, CompletableFuture<Object> value) {}

    private record State(int images, int deleted, long bytes) {}

    /** Computes a result. */
    interface Computation {

        Object compute() throws IOException;
    }

    /** The result of a name. All who ask for it wait for the same computation. */
    <T> T get(String name, Class<T> type, Computation computation) throws IOException {
        IndexInfo info = searcher.info();
        State now = new State(info.images(), info.deletedDocuments(), info.bytes());
        Result result;
        synchronized (results) {
            result = results.get(name);
            if (result == null || !result.of.equals(now) || result.value.isCompletedExceptionally()) {
                result = new Result(now, start(computation));
                results.put(name, result);
            }
        }
        try {
            return type.cast(result.value.join());
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IndexFileException unable -> throw unable;
                case IOException io -> throw new IOException(io);
                case null, default -> throw e;
            }
        }
    }

    private CompletableFuture<Object> start(Computation computation) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return computation.compute();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }, thread);
    }

    /** Waits for what is being computed. */
    @Override
    public void close() {
        thread.close();
    }
}
