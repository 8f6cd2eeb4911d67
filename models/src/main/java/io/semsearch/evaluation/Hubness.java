package io.semsearch.evaluation;

import io.semsearch.dataset.ImageFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How unevenly images stand in the lists of the first k answers: some in many (hubs), some in none (antihubs).
 *
 * <p>N_k of an image is the number of queries that have it among their first k. Its skewness over the gallery, {@code
 * mean((N_k - mean)^3) / sd^3}, is 0 where it is spread evenly to both sides, and grows with the hubs (Radovanovic et
 * al., Hubs in Space, JMLR 2010). Immutable. */
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

    /** @param kOccurrences of each image, at least one */
    static Hubness of(int k, int[] kOccurrences, ImageFeatures images) {
        return new Hubness(k, kOccurrences.clone(), worst(IntStream.range(0, kOccurrences.length)
                .mapToObj(row -> new Hub(images.imageId(row), kOccurrences[row]))));
    }

    /** Of counts.
     *
     * @param occurrences N_k of the images that stand in a list, by image
     * @param images      number of images in the gallery, at least one; the others stand in no list */
    public static Hubness of(int k, Map<Long, Integer> occurrences, int images) {
        int[] all = Arrays.copyOf(occurrences.values().stream().mapToInt(Integer::intValue).toArray(), images);
        return new Hubness(k, all,
                worst(occurrences.entrySet().stream().map(entry -> new Hub(entry.getKey(), entry.getValue()))));
    }

    private static List<Hub> worst(Stream<Hub> hubs) {
        return hubs.sorted(Comparator.comparingInt(Hub::kOccurrence).reversed().thenComparingLong(Hub::imageId))
                .limit(HUBS).toList();
    }

    /** Length of the lists. */
    public int k() {
        return k;
    }

    /** N_k of each image of the gallery; a copy. */
    public int[] kOccurrences() {
        return kOccurrences.clone();
    }

    /** The images that stand in most lists, the worst first; at most {@value #HUBS}. */
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

    /** Share of images that stand in no list, in [0, 1]. */
    public double antihubShare() {
        return (double) Arrays.stream(kOccurrences).filter(n -> n == 0).count() / kOccurrences.length;
    }
}
