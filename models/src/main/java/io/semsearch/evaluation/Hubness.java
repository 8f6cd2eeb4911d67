package io.semsearch.evaluation;

import io.semsearch.dataset.ImageFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The distribution of k-occurrences over a gallery. Hubs are images in the results of many queries, antihubs are in
 * the results of none. Immutable.
 *
 * <p>The k-occurrence N_k of an image is the number of queries that have it among their first k results. Its skewness
 * over the gallery is {@code mean((N_k - mean)^3) / sd^3}: 0 for a symmetric distribution, larger with more hubs
 * (Radovanovic et al., Hubs in Space, JMLR 2010). */
public final class Hubness {

    private static final int HUBS = 10;

    private final int k;
    private final int[] kOccurrences;
    private final List<Hub> hubs;

    private Hubness(int k, int[] kOccurrences, List<Hub> hubs) {
        this.k = k;
        this.kOccurrences = kOccurrences;
        this.hubs = hubs;
    }

    /** An image and its N_k. */
    public record Hub(long imageId, int kOccurrence) {}

    /** @param kOccurrences N_k of each image, at least one */
    static Hubness of(int k, int[] kOccurrences, ImageFeatures images) {
        return new Hubness(k, kOccurrences.clone(), worst(IntStream.range(0, kOccurrences.length)
                .mapToObj(row -> new Hub(images.imageId(row), kOccurrences[row]))));
    }

    /** Creates hubness from counts.
     *
     * @param occurrences N_k by image id, for the images that occur in a result
     * @param images      number of images in the gallery, at least one; N_k of the others is 0 */
    public static Hubness of(int k, Map<Long, Integer> occurrences, int images) {
        int[] all = Arrays.copyOf(occurrences.values().stream().mapToInt(Integer::intValue).toArray(), images);
        return new Hubness(k, all,
                worst(occurrences.entrySet().stream().map(entry -> new Hub(entry.getKey(), entry.getValue()))));
    }

    private static List<Hub> worst(Stream<Hub> hubs) {
        return hubs.sorted(Comparator.comparingInt(Hub::kOccurrence).reversed().thenComparingLong(Hub::imageId))
                .limit(HUBS).toList();
    }

    /** The number of results per query that are counted. */
    public int k() {
        return k;
    }

    /** N_k of each image of the gallery; a copy. */
    public int[] kOccurrences() {
        return kOccurrences.clone();
    }

    /** The images with the highest N_k, in descending order; at most {@value #HUBS}. */
    public List<Hub> hubs() {
        return hubs;
    }

    /** Skewness of N_k; 0 if all are equal. */
    public double kSkewness() {
        double mean = Arrays.stream(kOccurrences).average().orElse(0);
        double squares = Arrays.stream(kOccurrences).mapToDouble(n -> Math.pow(n - mean, 2)).average().orElse(0);
        double cubes = Arrays.stream(kOccurrences).mapToDouble(n -> Math.pow(n - mean, 3)).average().orElse(0);
        return squares > 0 ? cubes / Math.pow(squares, 1.5) : 0;
    }

    /** Share of images with N_k = 0, in [0, 1]. */
    public double antihubShare() {
        return (double) Arrays.stream(kOccurrences).filter(n -> n == 0).count() / kOccurrences.length;
    }
}
