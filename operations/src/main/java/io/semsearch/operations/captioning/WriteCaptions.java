package io.semsearch.operations.captioning;

import io.semsearch.captioning.CaptionOptions;
import io.semsearch.captioning.CaptionerFiles;
import io.semsearch.captioning.StoredCaptioner;
import io.semsearch.captioning.WrittenCaption;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.photos.EncodePhotos;
import io.semsearch.progress.Progress;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes captions for photos of the collection, and for photo files that need not be in it. */
public final class WriteCaptions {

    private WriteCaptions() {}

    /** What to write captions for, and how.
     *
     * @param collection with a captioner, and an index if {@code ids} are given
     * @param ids        of photos of the collection
     * @param photos     files; each is decoded at once
     * @param writing    how captions are searched for
     * @param rerank     true to order captions by their similarity with the photo in the semantic space
     * @param encoders   that are installed */
    public record Options(CollectionFolder collection, List<Long> ids, List<Path> photos, CaptionOptions writing,
            boolean rerank, EncoderStore encoders) {

        /** Copies the lists.
         *
         * @throws IllegalArgumentException if there is no photo */
        public Options {
            ids = List.copyOf(ids);
            photos = List.copyOf(photos);
            if (ids.isEmpty() && photos.isEmpty()) {
                throw new IllegalArgumentException("name at least one photo, by its id or as a file");
            }
        }
    }

    /** The captions of a photo.
     *
     * @param photo    its id in the collection, or its file
     * @param image    of the collection; empty for a file
     * @param captions the best first */
    public record Captioned(String photo, Optional<IndexedImage> image, List<WrittenCaption> captions) {

        /** Copies the list. */
        public Captioned {
            captions = List.copyOf(captions);
        }

        /** The best caption. */
        public WrittenCaption best() {
            return captions.getFirst();
        }
    }

    /** Runs the operation.
     *
     * @return first the photos of the collection, then the files, each in their order
     * @throws IOException if the collection has no captioner or lacks a photo, a file cannot be read, the encoder is
     *                     not installed, or reranking has no model */
    public static List<Captioned> run(Options options, OperationListener listener) throws IOException {
        StoredCaptioner stored = CaptionerFiles.read(options.collection().existing().model());
        Optional<Reranker> reranker = options.rerank()
                ? Optional.of(new Reranker(options.collection().readModel()))
                : Optional.empty();
        List<Captioned> written = new ArrayList<>();
        Progress progress = new CancellableProgress(listener);
        try (Progress.Task task = progress.start("Writing captions", options.ids().size() + options.photos().size(),
                "photos")) {
            for (Photo photo : photos(options, stored, listener)) {
                written.add(new Captioned(photo.name, photo.image,
                        captions(photo.features, options, stored, reranker)));
                task.advanceTo(written.size());
            }
        }
        return written;
    }

    private static List<WrittenCaption> captions(float[] features, Options options, StoredCaptioner stored,
            Optional<Reranker> reranker) {
        List<WrittenCaption> captions = stored.captioner().write(features, options.writing());
        return reranker.map(judge -> judge.order(captions, features)).orElse(captions);
    }

    /** A photo to write captions for. */
    private static final class Photo {

        private final String name;
        private final Optional<IndexedImage> image;
        private final float[] features;

        Photo(String name, Optional<IndexedImage> image, float[] features) {
            this.name = name;
            this.image = image;
            this.features = features;
        }
    }

    private static List<Photo> photos(Options options, StoredCaptioner stored, OperationListener listener)
            throws IOException {
        List<Photo> photos = new ArrayList<>();
        if (!options.ids().isEmpty()) {
            try (ImageSearcher searcher = ImageSearcher.open(options.collection().path())) {
                CaptionerMatch.require(stored, searcher.info().manifest().encoder(), "the index");
                for (long id : options.ids()) {
                    photos.add(new Photo(Long.toString(id), searcher.find(id), searcher.features(id)
                            .orElseThrow(() -> new UnknownImageException(id, searcher.size()))));
                }
            }
        }
        for (Map.Entry<Path, float[]> photo : EncodePhotos.encode(options.photos(), stored.manifest().encoder(),
                options.encoders(), listener).entrySet()) {
            photos.add(new Photo(photo.getKey().toString(), Optional.empty(), photo.getValue()));
        }
        return photos;
    }
}
