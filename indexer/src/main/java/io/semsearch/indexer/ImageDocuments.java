package io.semsearch.indexer;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FloatDocValuesField;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;

/** Makes the documents of images, with the fields of {@link IndexSchema}; what is unknown of an image has no field. */
final class ImageDocuments {

    private static final int IMAGES_PER_BLOCK = 1024;

    private final Path collection;
    private final ModelArtifact model;
    private final PictureFinder pictures;
    private final Optional<CaptionBank.Embedded> bank;

    /**
     * @param collection the folder that local pictures are told relative to
     * @param model      places images among words; its caption bank tells their penalties as hubs
     * @throws IOException if the model's caption bank cannot be read */
    ImageDocuments(Path collection, ModelArtifact model, PictureFinder pictures) throws IOException {
        this.collection = collection.toAbsolutePath().normalize();
        this.model = model;
        this.pictures = pictures;
        this.bank = model.readCaptionBank().map(read -> read.embed(model.captionEmbedder()))
                .filter(HubPenalties::areToldBy);
    }

    /** True if the documents have penalties. */
    boolean correctHubs() {
        return bank.isPresent();
    }

    /** Takes documents, one after the other. */
    @FunctionalInterface
    interface Sink {
        void put(ImageRecord image, Document document) throws IOException;
    }

    /** Makes the documents of images, in their order.
     *
     * @return how many of the images have a local picture */
    int write(IndexableImages all, Progress progress, Sink sink) throws IOException {
        List<ImageRecord> images = all.images();
        int withPicture = 0;
        try (Progress.Task task = progress.start("Indexing images", images.size(), "images")) {
            for (int start = 0; start < images.size(); start += IMAGES_PER_BLOCK) {
                List<ImageRecord> block = images.subList(start, Math.min(images.size(), start + IMAGES_PER_BLOCK));
                Places places = places(all.featuresOf(block));
                for (int row = 0; row < block.size(); row++) {
                    ImageRecord image = block.get(row);
                    Document document = document(image, all.captionsOf(image));
                    places.addTo(document, row);
                    sink.put(image, document);
                    withPicture += document.getField(IndexSchema.PATH) == null ? 0 : 1;
                }
                task.advanceTo(start + block.size());
            }
        }
        return withPicture;
    }

    private Places places(ImageFeatures features) {
        FloatMatrix semantic = model.projection().projectAll(features);
        return new Places(features, semantic,
                bank.map(embedded -> HubPenalties.of(semantic, features.imageIds(), embedded)));
    }

    /** Where some images lie, and what they pay as hubs. */
    private record Places(ImageFeatures features, FloatMatrix semantic, Optional<HubPenalties> penalties) {

        void addTo(Document document, int row) {
            document.add(new KnnFloatVectorField(IndexSchema.SEMANTIC, semantic.row(row),
                    VectorSimilarityFunction.DOT_PRODUCT));
            document.add(new KnnFloatVectorField(IndexSchema.FEATURES, features.row(row),
                    VectorSimilarityFunction.COSINE));
            penalties.ifPresent(told -> {
                document.add(new FloatDocValuesField(IndexSchema.CSLS_PENALTY,
                        told.get(HubnessCorrection.CSLS, row)));
                document.add(new FloatDocValuesField(IndexSchema.QB_NORM_PENALTY,
                        told.get(HubnessCorrection.QB_NORM, row)));
            });
        }
    }

    private Document document(ImageRecord image, List<Caption> captions) {
        Document document = new Document();
        document.add(new StringField(IndexSchema.ID, Long.toString(image.id()), Store.YES));
        document.add(new NumericDocValuesField(IndexSchema.ID, image.id()));
        document.add(new LongPoint(IndexSchema.ID, image.id()));
        captions.forEach(caption -> document.add(new TextField(IndexSchema.CAPTION, caption.text(), Store.YES)));
        if (!image.fileName().isEmpty()) {
            document.add(new StringField(IndexSchema.FILE_NAME, image.fileName(), Store.YES));
        }
        if (!image.url().isEmpty()) {
            document.add(new StoredField(IndexSchema.URL, image.url()));
        }
        pictures.find(image).ifPresent(path -> document.add(new StoredField(IndexSchema.PATH, told(path))));
        if (!image.split().isEmpty()) {
            document.add(new StringField(IndexSchema.SPLIT, image.split(), Store.YES));
        }
        image.tags().forEach(tag -> document.add(new StringField(IndexSchema.TAG, tag, Store.YES)));
        if (image.width() > 0) {
            document.add(new IntField(IndexSchema.WIDTH, image.width(), Store.YES));
        }
        if (image.height() > 0) {
            document.add(new IntField(IndexSchema.HEIGHT, image.height(), Store.YES));
        }
        return document;
    }

    /** With slashes where it is relative, so that a collection can move between systems. */
    private String told(Path picture) {
        if (!picture.startsWith(collection)) {
            return picture.toString();
        }
        return StreamSupport.stream(collection.relativize(picture).spliterator(), false).map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
