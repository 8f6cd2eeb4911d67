package io.semsearch.trainer.initialization;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Optional;
import java.util.stream.IntStream;

/** Initial weights by ridge regression from image features to the embeddings of their captions, in closed form (Hoerl
 * and Kennard 1970).
 *
 * <p>The word vectors are shifted first, so that the mean of the training captions is 0, like that of the features. */
final class RidgeRegression {

    /** Added to the variance of each feature, as a share of the mean variance. */
    private static final double RIDGE = 1.0;

    private RidgeRegression() {}

    /** @param features scaled, one row per image of the dataset
     * @return the projection, and a vector for each word of the vocabulary */
    static ModelWeights solve(EmbeddedDataset dataset, FloatMatrix features) {
        FloatMatrix words = centered(dataset);
        CaptionEmbedder embedder = PreparedData.withVectors(dataset.embedder(), words);
        int f = features.columns();
        int d = words.columns();
        int captions = dataset.size();
        FloatMatrix embeddings = dataset.embeddings(IntStream.range(0, captions).toArray(), embedder);
        double[] sums = new double[features.rows() * d];
        double[] counts = new double[features.rows()];
        for (int caption = 0; caption < captions; caption++) {
            int image = dataset.imageRow(caption);
            counts[image]++;
            for (int i = 0; i < d; i++) {
                sums[image * d + i] += embeddings.get(caption, i);
            }
        }
        double[] images = new double[features.rows() * f];
        double[] weighted = new double[features.rows() * f];
        for (int i = 0; i < images.length; i++) {
            images[i] = features.values()[i];
            weighted[i] = images[i] * counts[i / f];
        }
        double[] covariance = new double[f * f];
        LinearAlgebra.addTransposedProduct(images, weighted, features.rows(), f, f, covariance);
        double[] projection = new double[f * d];
        LinearAlgebra.addTransposedProduct(images, sums, features.rows(), f, d, projection);
        double trace = IntStream.range(0, f).mapToDouble(i -> covariance[i * f + i]).sum();
        IntStream.range(0, f).forEach(i -> covariance[i * f + i] += RIDGE * trace / f);
        LinearAlgebra.cholesky(covariance, f);
        LinearAlgebra.solve(covariance, f, projection, d, false);
        LinearAlgebra.solve(covariance, f, projection, d, true);
        FloatMatrix rounded = FloatMatrix.zeros(f, d);
        IntStream.range(0, projection.length).forEach(i -> rounded.values()[i] = (float) projection[i]);
        return new ModelWeights(rounded, Optional.of(words));
    }

    private static FloatMatrix centered(EmbeddedDataset dataset) {
        CaptionEmbedder embedder = dataset.embedder();
        int d = embedder.semanticDimension();
        double[] mean = new double[d];
        double weight = 0;
        FloatMatrix embeddings = dataset.embeddings();
        for (int caption = 0; caption < dataset.size(); caption++) {
            float[] sum = new float[d];
            double weights = 0;
            for (int word : dataset.words(caption)) {
                embedder.wordVectors().addTo(sum, word, embedder.weight(word));
                weights += embedder.weight(word);
            }
            weight += weights / Vectors.norm(sum);
            for (int i = 0; i < d; i++) {
                mean[i] += embeddings.get(caption, i);
            }
        }
        int words = embedder.wordVectors().size();
        FloatMatrix centered = FloatMatrix.zeros(words, d);
        for (int word = 0; word < words; word++) {
            float[] vector = embedder.wordVectors().vector(word);
            for (int i = 0; i < d; i++) {
                vector[i] -= (float) (mean[i] / weight);
            }
            centered.setRow(word, vector);
        }
        return centered;
    }
}
