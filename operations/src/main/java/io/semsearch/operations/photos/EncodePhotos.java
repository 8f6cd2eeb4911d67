package io.semsearch.operations.photos;

import io.semsearch.dataset.EncoderId;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.search.Query;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes queries of photos that need not be in the index, with the encoder of its features. */
public final class EncodePhotos {

    private EncodePhotos() {}

    /** What to encode.
     *
     * @param collection that will be searched
     * @param photos     files; each is decoded at once
     * @param encoders   that are installed */
    public record Options(CollectionFolder collection, List<Path> photos, EncoderStore encoders) {

        /** Copies the list. */
        public Options {
            photos = List.copyOf(photos);
        }
    }

    /** Runs the operation.
     *
     * @return a query by file
     * @throws IOException if a photo cannot be read, the collection has no index, or the encoder is not installed */
    public static Map<Path, Query> run(Options options, OperationListener listener) throws IOException {
        Map<Path, Query> queries = new LinkedHashMap<>();
        if (options.photos().isEmpty()) {
            return queries;
        }
        EncoderId index;
        try (ImageSearcher searcher = ImageSearcher.open(options.collection().existing().path())) {
            index = searcher.info().manifest().encoder();
        }
        encode(options.photos(), index, options.encoders(), listener)
                .forEach((photo, features) -> queries.put(photo, Query.features(features)));
        return queries;
    }

    /** The features of photos.
     *
     * @param encoder that they are encoded with
     * @return by file, in order
     * @throws IOException if a photo cannot be read, or the encoder is not installed or has no name */
    public static Map<Path, float[]> encode(List<Path> photos, EncoderId encoder, EncoderStore encoders,
            OperationListener listener) throws IOException {
        Map<Path, float[]> features = new LinkedHashMap<>();
        if (photos.isEmpty()) {
            return features;
        }
        ImageDecoder decoder = new ImageDecoder();
        try (EncoderOfIndex opened = new EncoderOfIndex(encoders, encoder, Optional.empty(), listener)) {
            ImageEncoder open = opened.get();
            for (Path photo : photos) {
                features.put(photo, open.encode(decoder.decode(photo).pixels()));
            }
        }
        return features;
    }
}
