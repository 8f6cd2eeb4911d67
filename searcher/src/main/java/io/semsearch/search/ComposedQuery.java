package io.semsearch.search;

import io.semsearch.vector.Vectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A query as a point of the space that is searched, and the parts that it is the sum of. Not changed once composed. */
final class ComposedQuery {

    private final float[] sum;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Long> images = new LinkedHashSet<>();
    private final Set<String> unknownWords = new LinkedHashSet<>();
    private double length = 1;

    ComposedQuery(int dimension) {
        this.sum = new float[dimension];
    }

    /** A vector with a name and a weight. */
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
     * @param name     what the vector stands for; its amount is not of interest
     * @param vector   shared
     * @param weight   of the vector in the sum
     * @param evidence how well the model knows what it stands for, in [0, 1]: 1 for what it has seen often, 0 for a word
     *                 that no caption held */
    void add(Contribution name, float[] vector, double weight, double evidence) {
        parts.add(new Part(name, vector, weight, evidence));
        addTo(sum, vector, weight);
    }

    /** Leaves images out of the answers. */
    void leaveOut(Collection<Long> imageIds) {
        images.addAll(imageIds);
    }

    void addUnknownWords(Collection<String> words) {
        unknownWords.addAll(words);
    }

    /** Scales the sum to length 1.
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

    /** The images that are no answers, since they are part of the question. */
    Set<Long> images() {
        return images;
    }

    /** The words of its texts that have no part in it, in their order. */
    List<String> unknownWords() {
        return List.copyOf(unknownWords);
    }

    boolean hasWords() {
        return parts.stream().anyMatch(part -> part.name instanceof Contribution.Word);
    }

    /** The query without what the model does not know: each part by its evidence, in the length of the whole. */
    float[] evidence() {
        float[] known = new float[sum.length];
        parts.forEach(part -> addTo(known, part.vector, part.weight * part.evidence / length));
        return known;
    }

    /** What each part adds to the cosine of an image, the greatest first; a word, or an image, that occurs twice stands
     * once, with both.
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
