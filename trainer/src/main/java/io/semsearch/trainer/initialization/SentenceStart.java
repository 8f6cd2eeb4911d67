package io.semsearch.trainer.initialization;

import io.semsearch.sentence.SentenceEncoder;
import io.semsearch.sentence.SentencePart;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The training captions as sentences, and the initial map of the sentence part: ridge regression from their vectors to
 * the unit vectors of their images, scaled beside the sums of words. Immutable.
 *
 * <p>With m = vector minus mean, v the unit vector of the caption's image: {@code A = (m'm + RIDGE trace(m'm)/E I)^-1
 * m'v}, times a factor so that the mean length of {@code m A} is {@value #SHARE} of that of the sums. */
public final class SentenceStart {

    /** Added to the variance of each value, as a share of the mean variance: 30 for 30,000 captions. */
    private static final double RIDGE = 0.4;
    private static final double SHARE = 0.7;
    private static final int CAPTIONS_PER_BLOCK = 1024;

    private final SentenceEncoder encoder;
    private final EmbeddedDataset captions;
    private final FloatMatrix vectors;
    private final float[] mean;
    private final FloatMatrix map;

    private SentenceStart(EmbeddedDataset captions, SentenceEncoder encoder, FloatMatrix vectors,
            FloatMatrix images) {
        this.captions = captions;
        this.encoder = encoder;
        this.vectors = vectors;
        this.mean = mean(vectors);
        images.l2NormalizeRows();
        this.map = ridge(images);
        scale();
    }

    /** Computes the start; empty if the dataset has no sentences.
     *
     * @param images placed by the initial projection, one row each; changed */
    static Optional<SentenceStart> of(EmbeddedDataset captions, FloatMatrix images) {
        return captions.sentences().map(vectors -> new SentenceStart(captions,
                captions.embedder().sentencePart().orElseThrow().encoder(), vectors, images));
    }

    /** The initial A, shape [encoder's dimension, semanticDimension]; shared, do not modify. */
    FloatMatrix map() {
        return map;
    }

    /** The sentence part of a model.
     *
     * @param learned A */
    SentencePart part(FloatMatrix learned) {
        return new SentencePart(encoder, learned, mean);
    }

    /** The mean over captions; shared, do not modify. */
    public float[] mean() {
        return mean;
    }

    private static float[] mean(FloatMatrix vectors) {
        double[] sums = new double[vectors.columns()];
        for (int row = 0; row < vectors.rows(); row++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += vectors.get(row, i);
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / vectors.rows());
        }
        return mean;
    }

    private FloatMatrix ridge(FloatMatrix images) {
        int e = mean.length;
        int d = images.columns();
        double[] covariance = new double[e * e];
        double[] products = new double[e * d];
        double[] block = new double[CAPTIONS_PER_BLOCK * e];
        double[] targets = new double[CAPTIONS_PER_BLOCK * d];
        for (int start = 0; start < vectors.rows(); start += CAPTIONS_PER_BLOCK) {
            int rows = Math.min(CAPTIONS_PER_BLOCK, vectors.rows() - start);
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < e; i++) {
                    block[row * e + i] = vectors.get(start + row, i) - mean[i];
                }
                int image = captions.imageRow(start + row);
                for (int i = 0; i < d; i++) {
                    targets[row * d + i] = images.get(image, i);
                }
            }
            LinearAlgebra.addTransposedProduct(block, block, rows, e, e, covariance);
            LinearAlgebra.addTransposedProduct(block, targets, rows, e, d, products);
        }
        double trace = IntStream.range(0, e).mapToDouble(i -> covariance[i * e + i]).sum();
        // sentences that are all alike have no variance: their map is 0
        double added = Math.max(Double.MIN_NORMAL, RIDGE * trace / e);
        IntStream.range(0, e).forEach(i -> covariance[i * e + i] += added);
        LinearAlgebra.cholesky(covariance, e);
        LinearAlgebra.solve(covariance, e, products, d, false);
        LinearAlgebra.solve(covariance, e, products, d, true);
        FloatMatrix rounded = FloatMatrix.zeros(e, d);
        IntStream.range(0, products.length).forEach(i -> rounded.values()[i] = (float) products[i]);
        return rounded;
    }

    private void scale() {
        SentencePart unscaled = part(map);
        double[] ofSentences = IntStream.range(0, captions.size()).parallel()
                .mapToDouble(caption -> Vectors.norm(unscaled.map(vectors.row(caption)))).toArray();
        double[] ofWords = IntStream.range(0, captions.size()).parallel()
                .mapToDouble(caption -> Vectors.norm(captions.embedder().sum(captions.words(caption)))).toArray();
        double length = DoubleStream.of(ofSentences).sum();
        float factor = (float) (length > 0 ? SHARE * DoubleStream.of(ofWords).sum() / length : 0);
        for (int i = 0; i < map.values().length; i++) {
            map.values()[i] *= factor;
        }
    }
}
