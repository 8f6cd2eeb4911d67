package io.semsearch.hubness;

import io.semsearch.dataset.Caption;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The hub penalties of images for each {@link HubnessCorrection}. Immutable.
 *
 * <p>An image's penalty ignores its own captions in the bank. A training image is similar to its own captions for a
 * good reason, which must not raise its penalty. */
public final class HubPenalties {

    /** The k of CSLS: number of nearest bank captions of an image. */
    static final int NEIGHBOURS = 10;
    /** The inverse temperature b of the inverted softmax. */
    static final int INVERSE_TEMPERATURE = 15;

    private static final int IMAGES_PER_BLOCK = 1024;

    private final float[] csls;
    private final float[] qbNorm;

    private HubPenalties(int images) {
        this.csls = new float[images];
        this.qbNorm = new float[images];
    }

    /** Computes the penalties of images. The penalty of an image does not depend on the other images.
     *
     * <p>Cost: images x captions x dimension multiplications, on all processors.
     *
     * @param images   unit vectors, shape [images, semanticDimension]
     * @param imageIds the id of each image
     * @throws IllegalArgumentException if the bank {@linkplain #canBeMeasuredWith has too few captions} */
    public static HubPenalties of(FloatMatrix images, long[] imageIds, CaptionBank.Embedded bank) {
        if (!canBeMeasuredWith(bank)) {
            throw new IllegalArgumentException("a bank needs at least " + NEIGHBOURS
                    + " captions of images other than the one that is looked at, got " + bank.captions().size());
        }
        long[] owners = owners(bank);
        HubPenalties penalties = new HubPenalties(images.rows());
        FloatMatrix bankColumns = bank.vectors().transpose();
        for (int start = 0; start < images.rows(); start += IMAGES_PER_BLOCK) {
            int first = start;
            int end = Math.min(images.rows(), start + IMAGES_PER_BLOCK);
            FloatMatrix similarities = images.rowRange(start, end).multiply(bankColumns);
            IntStream.range(start, end).parallel().forEach(image -> {
                float[] others = withoutOwn(similarities.row(image - first), owners, imageIds[image]);
                penalties.csls[image] = csls(others);
                penalties.qbNorm[image] = qbNorm(others);
            });
        }
        return penalties;
    }

    /** True if a bank has at least {@value #NEIGHBOURS} captions of other images for every image. */
    public static boolean canBeMeasuredWith(CaptionBank.Embedded bank) {
        long[] owners = owners(bank);
        Arrays.sort(owners);
        int most = 0;
        int run = 0;
        for (int i = 0; i < owners.length; i++) {
            run = i > 0 && owners[i] == owners[i - 1] ? run + 1 : 1;
            most = Math.max(most, run);
        }
        return owners.length - most >= NEIGHBOURS;
    }

    /** The penalty of an image, by its position among the given images; 0 for {@link HubnessCorrection#NONE}. */
    public float get(HubnessCorrection correction, int image) {
        return switch (correction) {
            case NONE -> 0;
            case CSLS -> csls[image];
            case QB_NORM -> qbNorm[image];
        };
    }

    private static long[] owners(CaptionBank.Embedded bank) {
        return bank.captions().stream().mapToLong(Caption::imageId).toArray();
    }

    private static float[] withoutOwn(float[] similarities, long[] owners, long imageId) {
        int kept = 0;
        for (int caption = 0; caption < owners.length; caption++) {
            if (owners[caption] != imageId) {
                similarities[kept++] = similarities[caption];
            }
        }
        return Arrays.copyOf(similarities, kept);
    }

    private static float csls(float[] similarities) {
        float[] sorted = similarities.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = sorted.length - NEIGHBOURS; i < sorted.length; i++) {
            sum += sorted[i];
        }
        return (float) (sum / NEIGHBOURS / 2);
    }

    private static float qbNorm(float[] similarities) {
        double sum = 0;
        for (float similarity : similarities) {
            sum += Math.exp(INVERSE_TEMPERATURE * similarity);
        }
        return (float) (Math.log(sum / similarities.length) / INVERSE_TEMPERATURE);
    }
}
