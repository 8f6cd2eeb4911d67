package io.semsearch.trainer.initialization;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.Optional;
import java.util.stream.IntStream;

/** Initial weights by regularized canonical correlation analysis of image features and captions (Hardoon, Szedmak and
 * Shawe-Taylor, Canonical Correlation Analysis, 2004).
 *
 * <p>A caption is represented by two rows side by side: the weights of its most frequent words, and the weighted sum of
 * the vectors of all its words. Both are linear in the words. So the directions found for captions give each word a
 * vector, and the weighted sum of these vectors is the caption's point in the joint space. */
final class CanonicalCorrelation {

    /** Ridge added to each variance, as a share of the mean variance. */
    private static final double RIDGE = 1.0;
    /** Each direction is multiplied by this power of its correlation. */
    private static final double POWER = 1.5;

    private final EmbeddedDataset dataset;
    private final FloatMatrix features;
    private final TextColumns columns;

    /** @param features scaled, one row per image of the dataset */
    CanonicalCorrelation(EmbeddedDataset dataset, FloatMatrix features) {
        this.dataset = dataset;
        this.features = features;
        this.columns = new TextColumns(dataset.embedder());
    }

    /** Finds the most correlated directions.
     *
     * @param dimension number of directions; fewer if features or text have fewer
     * @return the projection, and a vector for each word of the vocabulary
     * @throws IllegalArgumentException if all features or all captions are equal */
    ModelWeights solve(int dimension) {
        Covariances covariances = Covariances.of(new CaptionRows(dataset), features, columns);
        int f = features.columns();
        int t = columns.count();
        regularize(covariances.ofFeatures(), f);
        regularize(covariances.ofText(), t);
        LinearAlgebra.cholesky(covariances.ofFeatures(), f);
        LinearAlgebra.cholesky(covariances.ofText(), t);
        double[] coherence = covariances.between();
        LinearAlgebra.solve(covariances.ofFeatures(), f, coherence, t, false);
        LinearAlgebra.solveFromRight(covariances.ofText(), t, coherence, f);
        double[] vectors = LinearAlgebra.squared(coherence, f, t);
        double[] squaredCorrelations = LinearAlgebra.eigen(vectors, f);
        int directions = Math.min(dimension, Math.min(f, t));
        double[] ofFeatures = new double[f * directions];
        double[] correlations = new double[directions];
        for (int i = 0; i < directions; i++) {
            correlations[i] = Math.sqrt(Math.max(squaredCorrelations[f - 1 - i], 1e-12));
            for (int row = 0; row < f; row++) {
                ofFeatures[row * directions + i] = vectors[row * f + f - 1 - i];
            }
        }
        double[] ofText = new double[t * directions];
        LinearAlgebra.addTransposedProduct(coherence, ofFeatures, f, t, directions, ofText);
        for (int i = 0; i < t * directions; i++) {
            double correlation = correlations[i % directions];
            ofText[i] *= Math.pow(correlation, POWER) / correlation;
        }
        for (int i = 0; i < f * directions; i++) {
            ofFeatures[i] *= Math.pow(correlations[i % directions], POWER);
        }
        LinearAlgebra.solve(covariances.ofFeatures(), f, ofFeatures, directions, true);
        LinearAlgebra.solve(covariances.ofText(), t, ofText, directions, true);
        return new ModelWeights(rounded(ofFeatures, f, directions),
                Optional.of(words(ofText, directions, covariances.meanOfText(), covariances.meanWeight())));
    }

    /** The word vectors, shifted so that the mean of the training captions is 0. */
    private FloatMatrix words(double[] right, int directions, double[] meanOfText, double meanWeight) {
        double[] center = new double[directions];
        LinearAlgebra.addTransposedProduct(meanOfText, right, columns.count(), 1, directions, center);
        CaptionEmbedder embedder = dataset.embedder();
        FloatMatrix words = FloatMatrix.zeros(columns.vocabulary(), directions);
        IntStream.range(0, columns.vocabulary()).parallel().forEach(word -> {
            float[] vector = embedder.wordVectors().vector(word);
            double[] sum = new double[directions];
            for (int i = 0; i < vector.length; i++) {
                add(sum, right, columns.words() + i, columns.vectorScale() * vector[i]);
            }
            if (columns.ofWord(word) >= 0) {
                add(sum, right, columns.ofWord(word), 1);
            }
            for (int i = 0; i < directions; i++) {
                words.values()[word * directions + i] = (float) (sum[i] - center[i] / meanWeight);
            }
        });
        return words;
    }

    private static void add(double[] sum, double[] matrix, int row, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * matrix[row * sum.length + i];
        }
    }

    private static void regularize(double[] covariance, int n) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += covariance[i * n + i];
        }
        for (int i = 0; i < n; i++) {
            covariance[i * n + i] += RIDGE * trace / n;
        }
    }

    private static FloatMatrix rounded(double[] values, int rows, int columns) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return FloatMatrix.wrap(rows, columns, rounded);
    }
}
