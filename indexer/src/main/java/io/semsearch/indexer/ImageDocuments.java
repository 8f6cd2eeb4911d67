package io.semsearch.indexer;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.schema.IndexSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;

/** Makes the document of an image, with the fields of {@link IndexSchema}; what is unknown of an image has no field. */
final class ImageDocuments {

    private final Path collection;
    private final PictureFinder pictures;

    /** @param collection the folder that local pictures are told relative to */
    ImageDocuments(Path collection, PictureFinder pictures) {
        this.collection = collection.toAbsolutePath().normalize();
        this.pictures = pictures;
    }

    /**
     * @param semantic of unit length; shared
     * @param features as the encoder gave them; shared */
    Document document(ImageRecord image, List<Caption> captions, float[] semantic, float[] features) {
        Document document = new Document();
        document.add(new StringField(IndexSchema.ID, Long.toString(image.id()), Store.YES));
        document.add(new NumericDocValuesField(IndexSchema.ID, image.id()));
        document.add(new KnnFloatVectorField(IndexSchema.SEMANTIC, semantic, VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new KnnFloatVectorField(IndexSchema.FEATURES, features, VectorSimilarityFunction.COSINE));
        captions.forEach(caption -> document.add(new TextField(IndexSchema.CAPTION, caption.text(), Store.YES)));
        if (!image.fileName().isEmpty()) {
            document.add(new StringField(IndexSchema.FILE_NAME, image.fileName(), Store.YES));
        }
        if (!image.url().isEmpty()) {
            document.add(new StoredField(IndexSchema.URL, image.url()));
        }
        pictures.find(image).ifPresent(path -> document.add(new StoredField(IndexSchema.PATH, told(path))));
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
