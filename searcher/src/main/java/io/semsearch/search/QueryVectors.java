package io.semsearch.search;

import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.CaptionEmbedding;
import io.semsearch.text.Terms;
import io.semsearch.text.WordContribution;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns queries into points of the space that is searched. Safe to use from many threads. */
final class QueryVectors {

    private final CaptionEmbedder embedder;
    private final Spellings spellings;
    private final StoredImages images;
    private final IndexManifest manifest;

    QueryVectors(CaptionEmbedder embedder, Spellings spellings, StoredImages images, IndexManifest manifest) {
        this.embedder = embedder;
        this.spellings = spellings;
        this.images = images;
        this.manifest = manifest;
    }

    /** @throws IllegalArgumentException as {@link ImageSearcher#search} says */
    QueryVector of(Query query, Space space) throws IOException {
        return switch (query) {
            case Query.Text text -> ofText(text.text(), space);
            case Query.Image image -> ofImage(image.imageId(), space);
            case Query.Vector vector -> ofVector(vector.values(), space);
        };
    }

    /** @throws UnknownImageException if the index does not have the image */
    List<WordContribution> explain(String text, long imageId) throws IOException {
        return embedder.explain(text, vectorOf(imageId, Space.SEMANTIC));
    }

    private QueryVector ofText(String text, Space space) {
        if (space != Space.SEMANTIC) {
            throw new IllegalArgumentException("a text has its place in space SEMANTIC alone, got space " + space);
        }
        CaptionEmbedding embedding = embedder.embed(text);
        List<String> unknownWords = embedding.unknownWords();
        return embedding.vector().map(vector -> QueryVector.ofText(vector, unknownWords))
                .orElseThrow(() -> withoutPlace(text, unknownWords));
    }

    private IllegalArgumentException withoutPlace(String text, List<String> unknownWords) {
        Set<String> words = new HashSet<>(Terms.of(text, embedder.wordVectors()));
        if (words.isEmpty()) {
            return new IllegalArgumentException("the text has no words: '" + text + "'");
        }
        if (words.size() == unknownWords.size()) {
            return new UnknownWordsException(unknownWords, spellings.nearest(unknownWords));
        }
        return new IllegalArgumentException("the known words of '" + text
                + "' say nothing: all captions hold them, or they cancel each other out; add a word");
    }

    private QueryVector ofImage(long imageId, Space space) throws IOException {
        return QueryVector.ofImage(vectorOf(imageId, space), imageId);
    }

    private float[] vectorOf(long imageId, Space space) throws IOException {
        int document = images.documentOf(imageId)
                .orElseThrow(() -> new UnknownImageException(imageId, images.size()));
        return images.vector(document, space);
    }

    private QueryVector ofVector(float[] vector, Space space) {
        int dimension = switch (space) {
            case SEMANTIC -> manifest.semanticDimension();
            case FEATURES -> manifest.featureDimension();
        };
        if (vector.length != dimension) {
            throw new IllegalArgumentException("a query vector in space " + space + " must have " + dimension
                    + " values, got " + vector.length);
        }
        if (!IndexSchema.hasDirection(vector)) {
            throw new IllegalArgumentException("the query vector points nowhere: it is all zeros, or its length of "
                    + Vectors.norm(vector) + " is beyond 32-bit arithmetic");
        }
        if (space == Space.SEMANTIC) {
            Vectors.l2Normalize(vector);
        }
        return QueryVector.of(vector);
    }
}
