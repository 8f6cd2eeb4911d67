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
        ImageDecoder decoder = new ImageDecoder();
        try (EncoderOfIndex encoder = new EncoderOfIndex(options.encoders(), index, Optional.empty(), listener)) {
            ImageEncoder open = encoder.get();
            for (Path photo : options.photos()) {
                queries.put(photo, Query.features(open.encode(decoder.decode(photo).pixels())));
            }
        }
        return queries;
    }
}
