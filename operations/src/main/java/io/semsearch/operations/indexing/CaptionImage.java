package io.semsearch.operations.indexing;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.progress.Progress;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Replaces the captions of an image of the index, in one atomic change. Its vectors stay: captions are shown and
 * filtered by, and the model learned from those of its training. */
public final class CaptionImage {

    private CaptionImage() {}

    /** What to change.
     *
     * @param collection with a model and an index
     * @param imageId    of the index
     * @param captions   may be empty */
    public record Options(CollectionFolder collection, long imageId, List<String> captions) {

        /** Copies. */
        public Options {
            captions = List.copyOf(captions);
        }
    }

    /** Runs the operation.
     *
     * @throws UnknownImageException if the index does not have the image
     * @throws IOException           if the collection cannot be read, or another command writes to it; the index stays
     *                               as it was */
    public static void run(Options options) throws IOException {
        options.collection().existing().exclusively(() -> {
            change(options);
            return options;
        });
    }

    private static void change(Options options) throws IOException {
        CollectionFolder collection = options.collection();
        ModelArtifact model = ModelReader.read(collection.model());
        IndexedImage image;
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            image = searcher.find(options.imageId())
                    .orElseThrow(() -> new UnknownImageException(options.imageId(), searcher.size()));
        }
        List<Caption> captions = IntStream.range(0, options.captions().size())
                .mapToObj(place -> new Caption(place + 1L, image.id(), options.captions().get(place))).toList();
        collection.checkIndex();
        try (ImageCollection images = ImageCollection.open(collection.path(), model, List.of())) {
            images.update(new CaptionDataset(List.of(withFile(image)), captions), Progress.NONE);
        }
    }

    /** The record with the local file, which would be looked for in folders that nobody names here. */
    private static ImageRecord withFile(IndexedImage image) {
        Optional<PhotoRecord.Content> content = image.record().photo().flatMap(PhotoRecord::content);
        return image.file().isEmpty()
                ? image.record()
                : image.record().withPhoto(image.fileName(), new PhotoRecord(image.file(), content, image.shot()));
    }
}
