package io.semsearch.server.collections;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.server.ServerOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collections of a server, by name. */
public final class ServedCollections implements Closeable {

    private final Map<String, ServedCollection> byName = new LinkedHashMap<>();

    private ServedCollections() {}

    /** Opens collections.
     *
     * @throws IOException if one cannot be opened; the others are closed */
    public static ServedCollections open(ServerOptions options) throws IOException {
        ServedCollections opened = new ServedCollections();
        try {
            for (Path folder : options.collections()) {
                ServedCollection each = ServedCollection.open(new CollectionFolder(folder), options);
                opened.byName.put(each.name(), each);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The collection of a name. */
    public Optional<ServedCollection> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The one that is asked if no name is given. */
    public ServedCollection first() {
        return byName.values().iterator().next();
    }

    /** All of them, in the order in which they were given. */
    public List<ServedCollection> all() {
        return List.copyOf(byName.values());
    }

    @Override
    public void close() throws IOException {
        for (ServedCollection each : byName.values()) {
            each.close();
        }
    }
}
