package io.semsearch.server.collections;

import io.semsearch.operations.ThumbnailFolder;
import io.semsearch.photo.DecodedImage;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.server.ServerOptions;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Stored;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The photos of a collection, and small versions of them.
 *
 * <p>A file is served only if the index names it for an image, and only if its first bytes are those of a photo: an
 * index of somebody else may name any file. The same holds for what is fetched from a URL. Small versions that the
 * collection does not keep are made when they are asked for, and kept in memory. Thread-safe. */
public final class Pictures implements Closeable {

    /** The longer side of a thumbnail in pixels, at most. */
    public static final int SMALL = 256;
    /** The longer side of a large thumbnail, for screens of many pixels. */
    public static final int LARGE = 512;

    private static final int SHORT_SIDE = 512;
    private static final int SHOWN = 2048;
    private static final long MOST_PIXELS = 100_000_000;
    private static final int WHOLE = 0;
    private static final int LARGEST_THUMBNAIL_FILE = 200 << 10;
    private static final int SECONDS_IN_BROWSER = 3600;
    private static final int MOST_WAITING = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ImageSearcher searcher;
    private final RemotePictures remote;
    private final ImageDecoder decoder = decoder(SHORT_SIDE);
    private final ImageDecoder decoderOfShown = decoder(SHOWN);
    private final Capacity decoding = new Capacity(Runtime.getRuntime().availableProcessors(), MOST_WAITING, PATIENCE);
    private final KeptPictures kept = new KeptPictures();

    Pictures(ImageSearcher searcher, ServerOptions.Fetching fetching) {
        this.searcher = searcher;
        this.remote = new RemotePictures(fetching);
    }

    private static ImageDecoder decoder(int shortSide) {
        return new ImageDecoder(ImageDecoder.Limits.DEFAULTS.withShortSide(shortSide).withMaxPixels(MOST_PIXELS));
    }

    /** A photo's file.
     *
     * @param format by its first bytes */
    public record Picture(Path file, PictureFormat format) {}

    /** True if the photo of an image can be shown, as far as can be known without fetching it. */
    public boolean has(IndexedImage image) {
        try {
            return fileOf(image).isPresent() || remote.address(image).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

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

    /** The small version of an image: a JPEG file; empty if there is no photo of it.
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
            return remoteThumbnail(image.get(), size);
        }
        KeptPictures.Key key = key(file.get(), size);
        boolean isAsItIs = small.isPresent() || isSmall(image.get(), key);
        return kept.get(key, () -> thumbnail(file.get(), size, isAsItIs));
    }

    private static boolean isSmall(IndexedImage image, KeptPictures.Key key) {
        int longer = Math.max(image.record().width(), image.record().height());
        return longer > 0 && longer <= key.size() && key.length() <= LARGEST_THUMBNAIL_FILE;
    }

    private Optional<Stored> thumbnail(Path file, int size, boolean isAsItIs) throws IOException {
        Optional<Picture> picture = picture(file);
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(isAsItIs && picture.get().format() == PictureFormat.JPEG
                ? jpeg(Files.readAllBytes(file))
                : reduced(() -> decoder.decode(file), size));
    }

    private Stored reduced(Capacity.Work<DecodedImage> decode, int size) throws IOException {
        return jpeg(ThumbnailFolder.jpeg(decoding.run(decode).pixels(), size));
    }

    private static Stored jpeg(byte[] bytes) {
        return Stored.of(bytes, PictureFormat.JPEG.type(), SECONDS_IN_BROWSER);
    }

    /** A photo in a form that browsers show, reduced. */
    public Stored shown(Path file) throws IOException {
        return kept.get(key(file, SHOWN), () -> Optional.of(reduced(() -> decoderOfShown.decode(file), SHOWN)))
                .orElseThrow();
    }

    /** The photo of an image that has no file here, from its URL, in a form that browsers show; empty if it has no URL,
     * or none may be fetched. */
    public Optional<Stored> fetched(IndexedImage image) throws IOException {
        Optional<URI> address = remote.address(image);
        return address.isEmpty() ? Optional.empty() : kept.get(key(address.get(), WHOLE), () -> fetch(address.get()));
    }

    private Optional<Stored> fetch(URI address) throws IOException {
        byte[] bytes = remote.fetch(address);
        PictureFormat format = PictureFormat.of(bytes).orElseThrow(RemotePictures::unfetched);
        return Optional.of(format == PictureFormat.TIFF
                ? reduced(() -> decoderOfShown.decode(bytes, "photo"), SHOWN)
                : Stored.of(bytes, format.type(), SECONDS_IN_BROWSER));
    }

    private Optional<Stored> remoteThumbnail(IndexedImage image, int size) throws IOException {
        Optional<URI> address = remote.address(image);
        return address.isEmpty() ? Optional.empty() : kept.get(key(address.get(), size), () -> {
            byte[] whole = fetched(image).orElseThrow(RemotePictures::unfetched).bytes();
            return Optional.of(reduced(() -> decoder.decode(whole, "photo"), size));
        });
    }

    private static KeptPictures.Key key(Path file, int size) throws IOException {
        return new KeptPictures.Key(file.toString(), Files.size(file), Files.getLastModifiedTime(file).toMillis(),
                size);
    }

    private static KeptPictures.Key key(URI address, int size) {
        return new KeptPictures.Key(address.toString(), 0, 0, size);
    }

    @Override
    public void close() throws IOException {
        remote.close();
    }
}
