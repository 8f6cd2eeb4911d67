package io.semsearch.server.collections;

import io.semsearch.server.http.Stored;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pictures in memory, of which those that were not asked for the longest go first. Thread-safe. */
final class KeptPictures {

    private static final long MOST_BYTES = 48L << 20;

    private final Map<Key, Stored> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A picture, as it was when it was kept.
     *
     * @param source   file or URL
     * @param length   of the file; 0 for a URL
     * @param modified milliseconds; 0 for a URL
     * @param size     pixels of the longer side; 0 for the whole picture */
    record Key(String source, long length, long modified, int size) {}

    /** Makes a picture. */
    interface Maker {

        Optional<Stored> make() throws IOException;
    }

    /** The picture of a key, made if it is not kept. */
    Optional<Stored> get(Key key, Maker maker) throws IOException {
        synchronized (kept) {
            Stored known = kept.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Stored> made = maker.make();
        made.ifPresent(picture -> keep(key, picture));
        return made;
    }

    private void keep(Key key, Stored picture) {
        synchronized (kept) {
            Stored before = kept.put(key, picture);
            bytes += picture.bytes().length - (before == null ? 0 : before.bytes().length);
            Iterator<Stored> eldest = kept.values().iterator();
            while (bytes > MOST_BYTES && eldest.hasNext()) {
                bytes -= eldest.next().bytes().length;
                eldest.remove();
            }
        }
    }
}
