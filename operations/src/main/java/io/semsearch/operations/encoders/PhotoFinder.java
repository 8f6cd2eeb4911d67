package io.semsearch.operations.encoders;

import io.semsearch.datasets.download.FetchException;
import io.semsearch.datasets.download.GuardedFetcher;
import io.semsearch.indexer.ImageFileFinder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.CheckEncoder.PhotoSource;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.photo.UnreadableImageException;
import io.semsearch.search.IndexedImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads photos of an index, from files or from their URLs. */
final class PhotoFinder implements AutoCloseable {

    private final PhotoSource source;
    private final GuardedFetcher fetcher;
    private final ImageDecoder decoder = new ImageDecoder();
    private String firstProblem = "";

    PhotoFinder(PhotoSource source) {
        this.source = source;
        this.fetcher = new GuardedFetcher(GuardedFetcher.Limits.DEFAULTS, source.allowPrivate());
    }

    /** Reads a photo.
     *
     * @param listener receives what is wrong with one that is there
     * @return empty if it is not there, or cannot be read */
    Optional<BufferedImage> find(IndexedImage image, OperationListener listener) throws IOException {
        Optional<Path> file = source.folder().isPresent()
                ? new ImageFileFinder(List.of(source.folder().get())).find(image.record())
                : image.file().filter(Files::isRegularFile);
        try {
            if (file.isPresent()) {
                return Optional.of(decoder.decode(file.get()).pixels());
            }
            if (source.fetch() && image.url().startsWith("http")) {
                return Optional.of(decoder.decode(fetcher.fetch(URI.create(image.url())), image.url()).pixels());
            }
        } catch (UnreadableImageException | FetchException | IllegalArgumentException e) {
            listener.onRemark("left out: " + e.getMessage());
            firstProblem = firstProblem.isEmpty() ? " (" + e.getMessage() + ")" : firstProblem;
        }
        return Optional.empty();
    }

    /** What was wrong with the first photo that could not be read, in brackets; empty if nothing was. */
    String firstProblem() {
        return firstProblem;
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
    }
}
