package io.semsearch.server.collections;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.server.ServerOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The collections of a server, by name. They are opened while the server starts; who asks for one waits until all are
 * open. Thread-safe. */
public final class ServedCollections implements Closeable {

    private final List<String> names;
    private final CompletableFuture<Map<String, ServedCollection>> opening;

    private ServedCollections(ServerOptions options) {
        this.names = options.collections().stream().map(ServerOptions::nameOf).toList();
        this.opening = CompletableFuture.supplyAsync(() -> openAll(options),
                opening -> Thread.ofPlatform().daemon().name("semsearch-opening").start(opening));
    }

    /** Starts to open collections. */
    public static ServedCollections open(ServerOptions options) {
        return new ServedCollections(options);
    }

    private static Map<String, ServedCollection> openAll(ServerOptions options) {
        Map<String, ServedCollection> opened = new LinkedHashMap<>();
        try {
            try {
                for (Path folder : options.collections()) {
                    ServedCollection each = ServedCollection.open(new CollectionFolder(folder), options);
                    opened.put(each.name(), each);
                }
                return opened;
            } catch (IOException | RuntimeException e) {
                close(opened);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until all are open.
     *
     * @throws IOException if one cannot be opened; the others are closed then */
    public void await() throws IOException {
        try {
            opening.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException io -> throw io.getCause();
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    /** The names of all of them, in the order in which they were given; does not wait. */
    public List<String> names() {
        return names;
    }

    /** The collection of a name. */
    public Optional<ServedCollection> named(String name) {
        return Optional.ofNullable(opening.join().get(name));
    }

    /** The one that is asked if no name is given. */
    public ServedCollection first() {
        return opening.join().values().iterator().next();
    }

    /** All of them, in the order in which they were given. */
    public List<ServedCollection> all() {
        return List.copyOf(opening.join().values());
    }

    @Override
    public void close() throws IOException {
        if (!opening.handle((opened, failure) -> failure != null).join()) {
            close(opening.join());
        }
    }

    private static void close(Map<String, ServedCollection> opened) throws IOException {
        for (ServedCollection each : opened.values()) {
            each.close();
        }
    }
}
