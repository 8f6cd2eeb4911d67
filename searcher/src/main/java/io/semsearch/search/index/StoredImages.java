package io.semsearch.search.index;

import io.semsearch.dataset.ImageRecord;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Space;
import io.semsearch.search.UnknownImageException;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Reads single images of an open index: ids, vectors and stored fields. Thread-safe. */
public final class StoredImages {

    private final IndexReader reader;
    private final Path collection;

    /** @param collection the folder that paths of local image files are relative to */
    public StoredImages(IndexReader reader, Path collection) {
        this.reader = reader;
        this.collection = collection;
    }

    /** The field of the index that holds the images' vectors in a space. */
    public static String field(Space space) {
        return switch (space) {
            case SEMANTIC -> IndexSchema.SEMANTIC;
            case FEATURES -> IndexSchema.FEATURES;
        };
    }

    /** Number of images. */
    public int size() {
        return reader.numDocs();
    }

    /** The document of an image; empty if the index does not have it. */
    public OptionalInt documentOf(long imageId) throws IOException {
        Term term = new Term(IndexSchema.ID, Long.toString(imageId));
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum documents = leaf.reader().postings(term, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            while (documents != null && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(documents.docID())) {
                    return OptionalInt.of(leaf.docBase + documents.docID());
                }
            }
        }
        return OptionalInt.empty();
    }

    /** The vector of an image, scaled to unit length.
     *
     * @throws UnknownImageException if the index does not have the image */
    public float[] unitVector(long imageId, Space space) throws IOException {
        return unitVector(documentOf(imageId).orElseThrow(() -> new UnknownImageException(imageId, size())), space);
    }

    /** The vector of a document, scaled to unit length. */
    public float[] unitVector(int document, Space space) throws IOException {
        float[] vector = vector(document, space);
        Vectors.l2Normalize(vector);
        return vector;
    }

    /** The image id of a document. */
    public long idOf(int document) throws IOException {
        LeafReaderContext leaf = leaf(document);
        NumericDocValues ids = leaf.reader().getNumericDocValues(IndexSchema.ID);
        if (!ids.advanceExact(document - leaf.docBase)) {
            throw new IOException("document " + document + " of the index has no number");
        }
        return ids.longValue();
    }

    /** A copy of the vector of a document; empty if it has none. */
    public Optional<float[]> vectorIfAny(int document, Space space) throws IOException {
        LeafReaderContext leaf = leaf(document);
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field(space));
        if (vectors == null) {
            return Optional.empty();
        }
        DocIndexIterator places = vectors.iterator();
        return places.advance(document - leaf.docBase) == document - leaf.docBase
                ? Optional.of(vectors.vectorValue(places.index()).clone())
                : Optional.empty();
    }

    private LeafReaderContext leaf(int document) {
        return reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    }

    private float[] vector(int document, Space space) throws IOException {
        return vectorIfAny(document, space).orElseThrow(() -> withoutVector(document));
    }

    private static IOException withoutVector(int document) {
        return new IOException("document " + document + " of the index has no vector");
    }

    /** The vectors of documents, as stored; shape [documents, dimension].
     *
     * @param documents ascending
     * @param dimension of the space */
    public FloatMatrix vectors(int[] documents, Space space, int dimension) throws IOException {
        FloatMatrix rows = FloatMatrix.zeros(documents.length, dimension);
        int row = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field(space));
            DocIndexIterator places = vectors == null ? null : vectors.iterator();
            int end = leaf.docBase + leaf.reader().maxDoc();
            while (row < documents.length && documents[row] < end) {
                int document = documents[row] - leaf.docBase;
                if (vectors == null || places == null || places.advance(document) != document) {
                    throw withoutVector(documents[row]);
                }
                rows.setRow(row++, vectors.vectorValue(places.index()));
            }
        }
        return rows;
    }

    /** A sample, evenly spread over the documents that are not deleted, ascending. */
    public int[] spread(int most) {
        int[] live = reader.hasDeletions() ? live() : new int[0];
        int size = size();
        int count = Math.min(most, size);
        return IntStream.range(0, count).map(i -> (int) ((long) i * size / count))
                .map(place -> live.length == 0 ? place : live[place]).toArray();
    }

    /** All documents that are not deleted, ascending. */
    public int[] live() {
        IntStream.Builder documents = IntStream.builder();
        for (LeafReaderContext leaf : reader.leaves()) {
            Bits live = leaf.reader().getLiveDocs();
            for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                if (live == null || live.get(document)) {
                    documents.add(leaf.docBase + document);
                }
            }
        }
        return documents.build().toArray();
    }

    /** The stored fields of an image. */
    public IndexedImage image(int document) throws IOException {
        return images(List.of(document)).getFirst();
    }

    /** The stored fields of images. */
    public List<IndexedImage> images(List<Integer> documents) throws IOException {
        StoredFields stored = reader.storedFields();
        List<IndexedImage> images = new ArrayList<>();
        for (int document : documents) {
            images.add(image(stored.document(document)));
        }
        return images;
    }

    /** Passes the stored fields of each image to a consumer; much faster than one {@link #image} after the other. */
    public void forEach(Consumer<IndexedImage> consumer) throws IOException {
        StoredFields stored = reader.storedFields();
        for (int document : live()) {
            consumer.accept(image(stored.document(document)));
        }
    }

    private IndexedImage image(Document stored) throws CorruptIndexException {
        try {
            return decode(stored);
        } catch (IllegalArgumentException e) {
            throw new CorruptIndexException("stored fields of no image", reader.toString(), e);
        }
    }

    private IndexedImage decode(Document stored) {
        ImageRecord image = new ImageRecord(Long.parseLong(stored.get(IndexSchema.ID)),
                text(stored, IndexSchema.FILE_NAME), number(stored, IndexSchema.WIDTH),
                number(stored, IndexSchema.HEIGHT), text(stored, IndexSchema.URL), text(stored, IndexSchema.SPLIT),
                Arrays.asList(stored.getValues(IndexSchema.TAG)), StoredPhotos.read(stored, collection));
        return new IndexedImage(image, Arrays.asList(stored.getValues(IndexSchema.CAPTION)),
                Optional.ofNullable(stored.get(IndexSchema.GENERATED)),
                Optional.ofNullable(stored.get(IndexSchema.PATH)).map(collection::resolve),
                Optional.ofNullable(stored.get(IndexSchema.CONTENT_HASH)).map(this::thumbnail));
    }

    private Path thumbnail(String contentHash) {
        return collection.resolve(IndexSchema.THUMBNAILS).resolve(contentHash + IndexSchema.THUMBNAIL_SUFFIX);
    }

    private static String text(Document stored, String field) {
        String value = stored.get(field);
        return value == null ? "" : value;
    }

    private static int number(Document stored, String field) {
        IndexableField value = stored.getField(field);
        return value == null ? 0 : value.numericValue().intValue();
    }
}
