package io.semsearch.search.local;

import io.semsearch.hubness.HubnessCorrection;
import io.semsearch.search.Contribution;
import io.semsearch.search.Space;
import io.semsearch.search.index.VectorQuery;
import io.semsearch.vector.Vectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The vector of a query, and the parts that it is the sum of. Immutable once composed. */
final class ComposedQuery {

    private final float[] sum;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Long> images = new LinkedHashSet<>();
    private final Set<String> unknownWords = new LinkedHashSet<>();
    private final Map<String, String> readAs = new LinkedHashMap<>();
    private double length = 1;

    ComposedQuery(int dimension) {
        this.sum = new float[dimension];
    }

    /** One vector of the sum. */
    private static final class Part {

        private final Contribution name;
        private final float[] vector;
        private final double weight;
        private final double evidence;

        Part(Contribution name, float[] vector, double weight, double evidence) {
            this.name = name;
            this.vector = vector;
            this.weight = weight;
            this.evidence = evidence;
        }
    }

    /**
     * @param name     the word, image or vector; its amount is ignored
     * @param vector   of unit length for images and vectors, any length for words and sentences; shared
     * @param weight   of the vector in the sum
     * @param evidence how well the model knows the part, in [0, 1]: 1 for images and vectors, {@code n / (n + 20)} for
     *                 a word in n training captions, their mean over the words of a sentence */
    void add(Contribution name, float[] vector, double weight, double evidence) {
        parts.add(new Part(name, vector, weight, evidence));
        addTo(sum, vector, weight);
    }

    /** Adds all that another query is composed of.
     *
     * @param weight of its sum */
    void addAll(ComposedQuery other, double weight) {
        other.parts.forEach(part -> add(part.name, part.vector, weight * part.weight, part.evidence));
        images.addAll(other.images);
        unknownWords.addAll(other.unknownWords);
        readAs.putAll(other.readAs);
    }

    /** Excludes images from the hits. */
    void leaveOut(Collection<Long> imageIds) {
        images.addAll(imageIds);
    }

    void addUnknownWords(Collection<String> words) {
        unknownWords.addAll(words);
    }

    /** @param word  an unknown word of a text
     * @param known the one that it is read as */
    void addReadAs(String word, String known) {
        readAs.put(word, known);
    }

    /** Scales the sum to unit length.
     *
     * @return false if it has no direction */
    boolean normalize() {
        double norm = Vectors.norm(sum);
        boolean placed = Vectors.l2Normalize(sum);
        length = placed ? norm : 1;
        return placed;
    }

    /** Of unit length; shared, do not modify. */
    float[] vector() {
        return sum;
    }

    /** The query to an index; the sum must be normalized. */
    VectorQuery in(Space space, HubnessCorrection hubness) {
        return new VectorQuery(space, sum, images, hubness);
    }

    /** The images that are excluded from the hits, since they are part of the query. */
    Set<Long> images() {
        return images;
    }

    /** Words of its texts that the model does not know, in their order. */
    List<String> unknownWords() {
        return List.copyOf(unknownWords);
    }

    /** Unknown words of its texts, and the known words that they are read as. */
    Map<String, String> readAs() {
        return readAs;
    }

    boolean hasWords() {
        return parts.stream().anyMatch(part -> part.name instanceof Contribution.Word
                || part.name instanceof Contribution.Sentence);
    }

    /** The query weighted by evidence: {@code sum of evidence * weight * vector / |sum of weight * vector|}. */
    float[] evidence() {
        float[] known = new float[sum.length];
        parts.forEach(part -> addTo(known, part.vector, part.weight * part.evidence / length));
        return known;
    }

    /** What each part adds to the cosine of an image, the largest first. A repeated word or image is one part.
     *
     * @param image of unit length */
    List<Contribution> explain(float[] image) {
        Map<Contribution, Double> amounts = new LinkedHashMap<>();
        for (Part part : parts) {
            amounts.merge(part.name, part.weight * Vectors.dot(part.vector, image) / length, Double::sum);
        }
        return amounts.entrySet().stream().map(entry -> named(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Contribution::amount).reversed()).toList();
    }

    private static Contribution named(Contribution name, double amount) {
        return switch (name) {
            case Contribution.Word word -> new Contribution.Word(word.word(), amount);
            case Contribution.Sentence sentence -> new Contribution.Sentence(amount);
            case Contribution.Image image -> new Contribution.Image(image.imageId(), amount);
            case Contribution.Vector vector -> new Contribution.Vector(amount);
        };
    }

    private static void addTo(float[] sum, float[] vector, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) (weight * vector[i]);
        }
    }
}
