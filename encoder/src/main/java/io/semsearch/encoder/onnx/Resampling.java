package io.semsearch.encoder.onnx;

/** Resizes one line of pixels: the weights of the source pixels for each pixel of the result.
 *
 * <p>The arithmetic is Pillow's (Resample.c, 8 bits a channel): weights in double precision, normalized, then whole
 * numbers of 2^-22; a pixel is rounded after each of the two passes. So a photo gives the same bytes as in Python. */
final class Resampling {

    private static final int PRECISION_BITS = 32 - 8 - 2;

    private final int[] first;
    private final int[][] weights;

    /** @param from number of source pixels
     * @param to    number of pixels of the whole result
     * @param start of the part of the result that is wanted
     * @param count of the part that is wanted */
    Resampling(int from, int to, int start, int count, Interpolation filter) {
        this.first = new int[count];
        this.weights = new int[count][];
        double scale = (double) from / to;
        double filterScale = Math.max(scale, 1);
        double support = filter.support() * filterScale;
        for (int i = 0; i < count; i++) {
            double centre = (start + i + 0.5) * scale;
            first[i] = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            weights[i] = weights(first[i], end, centre, filterScale, filter);
        }
    }

    private static int[] weights(int start, int end, double centre, double filterScale, Interpolation filter) {
        double[] exact = new double[end - start];
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            exact[i] = filter.weight((i + start - centre + 0.5) * (1 / filterScale));
            sum += exact[i];
        }
        int[] whole = new int[exact.length];
        for (int i = 0; i < whole.length; i++) {
            double value = (sum == 0 ? exact[i] : exact[i] / sum) * (1 << PRECISION_BITS);
            whole[i] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
        return whole;
    }

    /** First source pixel that the result needs. */
    int start() {
        return first[0];
    }

    /** Behind the last source pixel that the result needs. */
    int end() {
        return first[first.length - 1] + weights[first.length - 1].length;
    }

    /** Computes one line of bytes.
     *
     * @param sourceOffset of the line's first pixel
     * @param step         from a source pixel to the next
     * @param targetOffset of the result's first pixel
     * @param targetStep   from a pixel of the result to the next */
    void apply(byte[] source, int sourceOffset, int step, byte[] target, int targetOffset, int targetStep) {
        for (int i = 0; i < first.length; i++) {
            int sum = 1 << (PRECISION_BITS - 1);
            int at = sourceOffset + first[i] * step;
            for (int weight : weights[i]) {
                sum += (source[at] & 0xFF) * weight;
                at += step;
            }
            target[targetOffset + i * targetStep] = (byte) Math.clamp(sum >> PRECISION_BITS, 0, 255);
        }
    }
}
