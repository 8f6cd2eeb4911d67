package io.semsearch.search;

import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.Terms;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns queries into points of the space that is searched. Safe to use from many threads. */
final class QueryComposer {

    /** A word that so many training captions held is half believed; one that no caption held, not at all (decision
     * record 0053). */
    private static final double HALF_KNOWN = 20;
    private static final double SURE = 1;

    private final CaptionEmbedder embedder;
    private final Spellings spellings;
    private final StoredImages images;
    private final IndexManifest manifest;

    QueryComposer(CaptionEmbedder embedder, Spellings spellings, StoredImages images, IndexManifest manifest) {
        this.embedder = embedder;
        this.spellings = spellings;
        this.images = images;
        this.manifest = manifest;
    }

    /** @throws IllegalArgumentException as {@link ImageSearcher#search} says */
    ComposedQuery compose(Query query, Space space) throws IOException {
        ComposedQuery composed = new ComposedQuery(dimension(space));
        add(composed, query, 1, space);
        if (!composed.normalize()) {
            throw new IllegalArgumentException("the parts of the query cancel each other out, so that it points "
                    + "nowhere: leave one out, or give them other weights");
        }
        return composed;
    }

    private void add(ComposedQuery composed, Query query, double weight, Space space) throws IOException {
        switch (query) {
            case Query.Text text -> addText(composed, text.text(), weight, space);
            case Query.Image image -> addImages(composed, List.of(image.imageId()), weight, space);
            case Query.Vector vector -> addVector(composed, vector.values(), weight, space);
            case Query.Sum sum -> {
                for (Query.Term term : sum.terms()) {
                    addWhole(composed, term.query(), weight * term.weight(), space);
                }
            }
            case Query.Judged judged -> {
                addWhole(composed, judged.query(), weight * judged.rocchio().alpha(), space);
                addImages(composed, judged.relevant(), weight * judged.rocchio().beta(), space);
                addImages(composed, judged.nonrelevant(), -weight * judged.rocchio().gamma(), space);
            }
        }
    }

    /** Adds a part of a query at unit length, however long the sum of its own parts is. */
    private void addWhole(ComposedQuery composed, Query query, double weight, Space space) throws IOException {
        if (query instanceof Query.Sum || query instanceof Query.Judged) {
            ComposedQuery alone = new ComposedQuery(composed.vector().length);
            add(alone, query, 1, space);
            double length = Vectors.norm(alone.vector());
            if (!(length > 0)) {
                throw new IllegalArgumentException("a part of the query cancels itself out: " + query);
            }
            add(composed, query, weight / length, space);
            return;
        }
        add(composed, query, weight, space);
    }

    private void addText(ComposedQuery composed, String text, double weight, Space space) {
        if (space != Space.SEMANTIC) {
            throw new IllegalArgumentException("a text has its place in space SEMANTIC alone, got space " + space);
        }
        Set<String> unknownWords = new LinkedHashSet<>();
        int[] words = embedder.knownWords(text, unknownWords);
        double length = Vectors.norm(embedder.sum(words));
        if (!(length > 0)) {
            throw withoutPlace(text, List.copyOf(unknownWords));
        }
        composed.addUnknownWords(unknownWords);
        for (int word : words) {
            double captions = embedder.documentFrequencies().documentFrequency(word);
            composed.add(new Contribution.Word(embedder.wordVectors().word(word), 0),
                    embedder.wordVectors().vector(word), weight * embedder.weight(word) / length,
                    captions / (captions + HALF_KNOWN));
        }
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

    /** Adds the mean of some images. */
    private void addImages(ComposedQuery composed, List<Long> imageIds, double weight, Space space)
            throws IOException {
        for (long imageId : imageIds) {
            composed.add(new Contribution.Image(imageId, 0), images.unitVector(imageId, space),
                    weight / imageIds.size(), SURE);
        }
        composed.leaveOut(imageIds);
    }

    private void addVector(ComposedQuery composed, float[] vector, double weight, Space space) {
        int dimension = dimension(space);
        if (vector.length != dimension) {
            throw new IllegalArgumentException("a query vector in space " + space + " must have " + dimension
                    + " values, got " + vector.length);
        }
        if (!IndexSchema.hasDirection(vector)) {
            throw new IllegalArgumentException("the query vector points nowhere: it is all zeros, or its length of "
                    + Vectors.norm(vector) + " is beyond 32-bit arithmetic");
        }
        Vectors.l2Normalize(vector);
        composed.add(new Contribution.Vector(0), vector, weight, SURE);
    }

    private int dimension(Space space) {
        return switch (space) {
            case SEMANTIC -> manifest.semanticDimension();
            case FEATURES -> manifest.featureDimension();
        };
    }
}
