package io.semsearch.server.collections;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.photos.PhotoQueries;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.search.local.SearcherOptions;
import io.semsearch.server.Limits;
import io.semsearch.server.ServerOptions;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A collection that is open for requests. Changes of other processes are seen within a fraction of a second.
 * Thread-safe. */
public final class ServedCollection implements Closeable {

    private static final Duration REFRESH = Duration.ofMillis(300);

    private final String name;
    private final ImageSearcher searcher;
    private final PhotoQueries photos;
    private final Pictures pictures;
    private final Changes changes;
    private final Facts facts;

    private ServedCollection(CollectionFolder folder, ImageSearcher searcher, PhotoQueries photos,
            ServerOptions options) {
        this.name = ServerOptions.nameOf(folder.path());
        this.searcher = searcher;
        this.photos = photos;
        this.pictures = new Pictures(searcher, options.fetching());
        this.changes = new Changes(folder, searcher, options.encoders(), options.limits().uploads());
        this.facts = new Facts(folder, searcher);
    }

    /** Opens a collection.
     *
     * @throws IOException if it has no model or index, or one is damaged */
    static ServedCollection open(CollectionFolder folder, ServerOptions options) throws IOException {
        Limits.Uploads limits = options.limits().uploads();
        ImageSearcher searcher = ImageSearcher.open(folder.existing().path(),
                SearcherOptions.DEFAULT.withRefreshInterval(REFRESH));
        try {
            ImageDecoder.Limits decoder = new ImageDecoder.Limits(limits.photoPixels(), limits.photoBytes(),
                    limits.decoding(), ImageDecoder.Limits.DEFAULTS.shortSide());
            PhotoQueries photos = PhotoQueries.of(searcher.info().manifest().encoder(), options.encoders(), decoder);
            return new ServedCollection(folder, searcher, photos, options);
        } catch (IOException | RuntimeException e) {
            searcher.close();
            throw e;
        }
    }

    /** The name by which it is asked for. */
    public String name() {
        return name;
    }

    /** Searches it. */
    public ImageSearcher searcher() {
        return searcher;
    }

    /** Makes queries of photos. */
    public PhotoQueries photos() {
        return photos;
    }

    /** True if the encoder of its features is installed, so that photos can be searched by and added. */
    public boolean takesPhotos() {
        try {
            photos.open();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its photos and their thumbnails. */
    public Pictures pictures() {
        return pictures;
    }

    /** Changes it. */
    public Changes changes() {
        return changes;
    }

    /** What can be said about the whole of it. */
    public Facts facts() {
        return facts;
    }

    @Override
    public void close() throws IOException {
        changes.close();
        facts.close();
        photos.close();
        pictures.close();
        searcher.close();
    }
}
