package io.semsearch.search.local;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.projection.ImageProjection;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.Contribution;
import io.semsearch.search.Query;
import io.semsearch.search.Space;
import io.semsearch.search.UnknownWordsException;
import io.semsearch.search.index.StoredImages;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.KnownForms;
import io.semsearch.text.Terms;
import io.semsearch.text.Tokenizer;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Composes the vectors of queries, as {@link Query} specifies. Thread-safe.
 *
 * <p>All parts of a query, however nested, are added to one sum with the product of their weights. A nested sum has to
 * count with unit length, so it is composed alone first, and its length divides the weight. */
final class QueryComposer {

    /** Evidence of a word in n training captions: {@code n / (n + HALF_KNOWN)} (decision record 0053). */
    private static final double HALF_KNOWN = 20;
    private static final double FULL_EVIDENCE = 1;

    private final CaptionEmbedder embedder;
    private final ImageProjection projection;
    private final KnownForms forms;
    private final Spellings spellings;
    private final StoredImages images;
    private final IndexManifest manifest;

    QueryComposer(ModelArtifact model, Spellings spellings, StoredImages images, IndexManifest manifest) {
        this.embedder = model.captionEmbedder();
        this.forms = new KnownForms(embedder);
        this.projection = model.projection();
        this.spellings = spellings;
        this.images = images;
        this.manifest = manifest;
    }

    /** @throws IllegalArgumentException as {@link io.semsearch.search.SearchableCollection#search} says */
    ComposedQuery compose(Query query, Space space) throws IOException {
        ComposedQuery composed = new ComposedQuery(dimension(space));
        add(composed, query, 1, space);
        if (!composed.normalize()) {
            throw new IllegalArgumentException("the parts of the query cancel each other out, so that it has no "
                    + "direction: leave one out, or give them other weights");
        }
        return composed;
    }

    private void add(ComposedQuery composed, Query query, double weight, Space space) throws IOException {
        switch (query) {
            case Query.Text text -> addText(composed, text, weight, space);
            case Query.Image image -> addImages(composed, List.of(image.imageId()), weight, space);
            case Query.Vector vector -> addVector(composed, vector.values(), weight, space);
            case Query.Features features -> addFeatures(composed, features.vector().values(), weight, space);
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

    /** Adds a query that counts with unit length, however long the sum of its own parts is. */
    private void addWhole(ComposedQuery composed, Query query, double weight, Space space) throws IOException {
        if (query instanceof Query.Sum || query instanceof Query.Judged) {
            ComposedQuery alone = new ComposedQuery(composed.vector().length);
            add(alone, query, 1, space);
            double length = Vectors.norm(alone.vector());
            if (!(length > 0)) {
                throw new IllegalArgumentException("a part of the query cancels itself out: " + query);
            }
            composed.addAll(alone, weight / length);
            return;
        }
        add(composed, query, weight, space);
    }

    private void addText(ComposedQuery composed, Query.Text query, double weight, Space space) {
        String text = query.text();
        if (space != Space.SEMANTIC) {
            throw new IllegalArgumentException("a text can be searched only in space SEMANTIC, got space " + space);
        }
        Set<String> unknownWords = new LinkedHashSet<>();
        Map<String, String> readAs = new LinkedHashMap<>();
        List<String> typed = Tokenizer.tokenize(text);
        List<String> read = query.literal() ? typed : forms.replace(typed, readAs);
        int[] words = embedder.knownWords(read, unknownWords);
        Optional<float[]> sentence = embedder.sentencePart().map(part -> part.of(read));
        Map<String, String> typedForms = unknownWords.isEmpty() && readAs.isEmpty()
                ? Map.of()
                : Tokenizer.spellings(text);
        List<String> unknown = unknownWords.stream().map(word -> typedForms.getOrDefault(word, word)).toList();
        double length = Vectors.norm(embedder.sum(words, sentence));
        if (!(length > 0)) {
            throw withoutPlace(text, unknown);
        }
        composed.addUnknownWords(unknown);
        readAs.forEach((word, known) -> composed.addReadAs(typedForms.getOrDefault(word, word), known));
        for (int word : words) {
            composed.add(new Contribution.Word(embedder.wordVectors().word(word), 0),
                    embedder.wordVectors().vector(word), weight * embedder.weight(word) / length, evidence(word));
        }
        if (sentence.isPresent()) {
            double evidence = IntStream.of(words).mapToDouble(this::evidence).sum()
                    / Math.max(1, words.length + unknownWords.size());
            composed.add(new Contribution.Sentence(0), sentence.get(), weight / length, evidence);
        }
    }

    private double evidence(int word) {
        double captions = embedder.documentFrequencies().documentFrequency(word);
        return captions / (captions + HALF_KNOWN);
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
                + "' have no weight: all captions hold them, or they cancel each other out; add a word");
    }

    /** Adds the mean of the unit vectors of images. */
    private void addImages(ComposedQuery composed, List<Long> imageIds, double weight, Space space)
            throws IOException {
        for (long imageId : imageIds) {
            composed.add(new Contribution.Image(imageId, 0), images.unitVector(imageId, space),
                    weight / imageIds.size(), FULL_EVIDENCE);
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
            throw new IllegalArgumentException("the query vector has no direction: it is all zeros, or its length of "
                    + Vectors.norm(vector) + " is beyond 32-bit arithmetic");
        }
        Vectors.l2Normalize(vector);
        composed.add(new Contribution.Vector(0), vector, weight, FULL_EVIDENCE);
    }

    private void addFeatures(ComposedQuery composed, float[] features, double weight, Space space) {
        int dimension = manifest.featureDimension();
        if (features.length != dimension) {
            throw new IllegalArgumentException("a photo's features must have " + dimension + " values, got "
                    + features.length + ": encode it with the encoder of the index, " + manifest.encoder());
        }
        addVector(composed, switch (space) {
            case SEMANTIC -> projection.project(features);
            case FEATURES -> features;
        }, weight, space);
    }

    private int dimension(Space space) {
        return switch (space) {
            case SEMANTIC -> manifest.semanticDimension();
            case FEATURES -> manifest.featureDimension();
        };
    }
}
