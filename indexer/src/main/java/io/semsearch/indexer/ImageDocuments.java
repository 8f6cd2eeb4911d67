package io.semsearch.indexer;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.captioning.CaptionOptions;
import io.semsearch.captioning.Captioner;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.hubness.CaptionBank;
import io.semsearch.hubness.HubPenalties;
import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FloatDocValuesField;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;

/** Creates the Lucene documents of images, with the fields of {@link IndexSchema}. Unknown properties have no field. */
final class ImageDocuments {

    private static final int IMAGES_PER_BLOCK = 1024;

    private final Path collection;
    private final ModelArtifact model;
    private final ImageFileFinder files;
    private final Optional<CaptionBank.Embedded> bank;
    private final Optional<Captioner> captioner;

    /**
     * @param collection the folder that paths of local image files are relative to
     * @param model      projects the features; its caption bank gives the penalties of hub images
     * @param captioner  writes a caption for each image without captions; empty to write none
     * @throws IOException if the model's caption bank cannot be read */
    ImageDocuments(Path collection, ModelArtifact model, ImageFileFinder files, Optional<Captioner> captioner)
            throws IOException {
        this.collection = collection.toAbsolutePath().normalize();
        this.model = model;
        this.files = files;
        this.captioner = captioner;
        this.bank = model.readCaptionBank().map(read -> read.embed(model.captionEmbedder()))
                .filter(HubPenalties::canBeMeasuredWith);
    }

    /** The model that projects the features. */
    ModelArtifact model() {
        return model;
    }

    /** True if the documents have hub penalties. */
    boolean correctHubs() {
        return bank.isPresent();
    }

    /** Receives documents, one after the other. */
    @FunctionalInterface
    interface Sink {
        void put(ImageRecord image, Document document) throws IOException;
    }

    /** Creates the documents of images, in their order.
     *
     * @return the number of images that have a local file */
    int write(IndexableImages all, Progress progress, Sink sink) throws IOException {
        List<ImageRecord> images = all.images();
        int withFile = 0;
        try (Progress.Task task = progress.start("Indexing images", images.size(), "images")) {
            for (int start = 0; start < images.size(); start += IMAGES_PER_BLOCK) {
                List<ImageRecord> block = images.subList(start, Math.min(images.size(), start + IMAGES_PER_BLOCK));
                ImageFeatures features = all.featuresOf(block);
                Places places = places(features);
                for (int row = 0; row < block.size(); row++) {
                    ImageRecord image = block.get(row);
                    Document document = document(image, all.captionsOf(image));
                    addGenerated(document, all.captionsOf(image), features, row);
                    places.addTo(document, row);
                    sink.put(image, document);
                    withFile += document.getField(IndexSchema.PATH) == null ? 0 : 1;
                }
                task.advanceTo(start + block.size());
            }
        }
        return withFile;
    }

    private Places places(ImageFeatures features) {
        FloatMatrix semantic = model.projection().projectAll(features);
        return new Places(features, semantic,
                bank.map(embedded -> HubPenalties.of(semantic, features.imageIds(), embedded)));
    }

    /** The vectors of some images, and their penalties as hubs. */
    private record Places(ImageFeatures features, FloatMatrix semantic, Optional<HubPenalties> penalties) {

        void addTo(Document document, int row) {
            document.add(new KnnFloatVectorField(IndexSchema.SEMANTIC, semantic.row(row),
                    VectorSimilarityFunction.DOT_PRODUCT));
            document.add(new KnnFloatVectorField(IndexSchema.FEATURES, features.row(row),
                    VectorSimilarityFunction.COSINE));
            penalties.ifPresent(their -> {
                document.add(new FloatDocValuesField(IndexSchema.CSLS_PENALTY,
                        their.get(HubnessCorrection.CSLS, row)));
                document.add(new FloatDocValuesField(IndexSchema.QB_NORM_PENALTY,
                        their.get(HubnessCorrection.QB_NORM, row)));
            });
        }
    }

    private void addGenerated(Document document, List<Caption> captions, ImageFeatures features, int row) {
        if (captions.stream().allMatch(caption -> caption.text().isBlank())) {
            captioner.ifPresent(writer -> document.add(new TextField(IndexSchema.GENERATED,
                    writer.write(features.row(row), CaptionOptions.DEFAULT).getFirst().text(), Store.YES)));
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
        image.photo().flatMap(PhotoRecord::file).or(() -> files.find(image))
                .ifPresent(path -> document.add(new StoredField(IndexSchema.PATH, stored(path))));
        image.photo().ifPresent(photo -> addTo(document, photo));
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

    private static void addTo(Document document, PhotoRecord photo) {
        photo.content().ifPresent(content -> {
            document.add(new StringField(IndexSchema.CONTENT_HASH, content.sha256(), Store.YES));
            document.add(new StoredField(IndexSchema.FILE_BYTES, content.bytes()));
            document.add(new StoredField(IndexSchema.FILE_MODIFIED, content.modified().toEpochMilli()));
        });
        PhotoRecord.Shot shot = photo.shot();
        shot.taken().ifPresent(
                time -> document.add(new LongField(IndexSchema.TAKEN, time.toEpochSecond(ZoneOffset.UTC), Store.YES)));
        if (!shot.camera().isEmpty()) {
            document.add(new StringField(IndexSchema.CAMERA, shot.camera(), Store.YES));
        }
        shot.place().ifPresent(place -> {
            document.add(new DoubleField(IndexSchema.LATITUDE, place.latitude(), Store.YES));
            document.add(new DoubleField(IndexSchema.LONGITUDE, place.longitude(), Store.YES));
        });
    }

    /** The path as stored: with slashes if it is relative, so that a collection can move between systems. */
    private String stored(Path file) {
        if (!file.startsWith(collection)) {
            return file.toString();
        }
        return StreamSupport.stream(collection.relativize(file).spliterator(), false).map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
