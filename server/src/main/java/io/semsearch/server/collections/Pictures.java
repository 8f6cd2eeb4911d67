package io.semsearch.server.collections;

import io.semsearch.operations.ThumbnailFolder;
import io.semsearch.photo.DecodedImage;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The photos of a collection, and small versions of them.
 *
 * <p>A file is served only if the index names it for an image, and only if its first bytes are those of a photo: an index
 * of somebody else may name any file. Small versions that the collection does not keep are made when they are asked for,
 * and kept in memory. Thread-safe. */
public final class Pictures {

    /** The longer side of a thumbnail in pixels, at most. */
    public static final int SMALL = 256;
    /** The longer side of a large thumbnail, for screens of many pixels. */
    public static final int LARGE = 512;

    private static final int SHORT_SIDE = 512;
    private static final int SHOWN = 2048;
    private static final int LARGEST_THUMBNAIL_FILE = 200 << 10;
    private static final long KEPT_BYTES = 48L << 20;
    private static final int SECONDS_IN_BROWSER = 3600;
    private static final int SECONDS_TO_WAIT = 10;

    private final ImageSearcher searcher;
    private final ImageDecoder decoder = new ImageDecoder(
            ImageDecoder.Limits.DEFAULTS.withShortSide(SHORT_SIDE).withMaxPixels(100_000_000));
    private final Semaphore decoding = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final Map<Key, Stored> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    Pictures(ImageSearcher searcher) {
        this.searcher = searcher;
    }

    /** A file as it was when its small version was made. */
    private record Key(Path file, long bytes, long modified, int size) {}

    /** A photo's file.
     *
     * @param format by its first bytes */
    public record Picture(Path file, PictureFormat format) {}

    /** The file of an image; empty if there is none, or it is no photo. */
    public static Optional<Picture> fileOf(IndexedImage image) throws IOException {
        return image.file().isEmpty() ? Optional.empty() : picture(image.file().get());
    }

    private static Optional<Picture> picture(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try (InputStream input = Files.newInputStream(file)) {
            return PictureFormat.of(input.readNBytes(PictureFormat.BYTES)).map(format -> new Picture(file, format));
        }
    }

    /** The small version of an image: a JPEG file; empty if there is no file of it.
     *
     * @param size {@link #SMALL} or {@link #LARGE}
     * @throws io.semsearch.photo.UnreadableImageException if the photo is damaged */
    public Optional<Stored> thumbnail(long imageId, int size) throws IOException {
        Optional<IndexedImage> image = searcher.find(imageId);
        if (image.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> small = size == SMALL
                ? image.get().thumbnail().filter(Files::isRegularFile)
                : Optional.empty();
        Optional<Path> file = small.isPresent() ? small : image.get().file().filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Key key = new Key(file.get(), Files.size(file.get()), Files.getLastModifiedTime(file.get()).toMillis(),
                size);
        Optional<Stored> known = known(key);
        return known.isPresent() ? known : make(key, small.isPresent() || isSmall(image.get(), key));
    }

    private static boolean isSmall(IndexedImage image, Key key) {
        int longer = Math.max(image.record().width(), image.record().height());
        return longer > 0 && longer <= key.size && key.bytes <= LARGEST_THUMBNAIL_FILE;
    }

    private Optional<Stored> make(Key key, boolean isAsItIs) throws IOException {
        Optional<Picture> picture = picture(key.file);
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = isAsItIs && picture.get().format() == PictureFormat.JPEG
                ? Files.readAllBytes(key.file)
                : reduce(key.file, key.size);
        Stored made = Stored.of(bytes, PictureFormat.JPEG.type(), SECONDS_IN_BROWSER);
        keep(key, made);
        return Optional.of(made);
    }

    private byte[] reduce(Path file, int size) throws IOException {
        return ThumbnailFolder.jpeg(decode(file).pixels(), size);
    }

    /** A photo in a form that browsers show, reduced. */
    public Stored shown(Path file) throws IOException {
        return Stored.of(reduce(file, SHOWN), PictureFormat.JPEG.type(), SECONDS_IN_BROWSER);
    }

    private DecodedImage decode(Path file) throws IOException {
        boolean isIn = false;
        try {
            isIn = decoding.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
            if (!isIn) {
                throw Capacity.busy("many thumbnails are being made");
            }
            return decoder.decode(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Capacity.busy("the server is stopping");
        } finally {
            if (isIn) {
                decoding.release();
            }
        }
    }

    private Optional<Stored> known(Key key) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(key));
        }
    }

    private void keep(Key key, Stored made) {
        synchronized (kept) {
            Stored before = kept.put(key, made);
            keptBytes += made.length() - (before == null ? 0 : before.length());
            var eldest = kept.entrySet().iterator();
            while (keptBytes > KEPT_BYTES && eldest.hasNext()) {
                keptBytes -= eldest.next().getValue().length();
                eldest.remove();
            }
        }
    }
}
