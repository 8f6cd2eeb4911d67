package io.semsearch.trainer.start;

import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import io.semsearch.vector.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Regularized canonical correlation analysis (Hardoon, Szedmak and Shawe-Taylor 2004) of image features and captions.
 *
 * <p>A caption is seen as two rows side by side: the weights of its most frequent words, and the weighted sum of all
 * its words' vectors. Both are linear in its words, so what is found for captions gives each word a vector: the
 * weighted sum of these is the caption's place beside the images. */
public final class CanonicalCorrelation {

    /** Words with a column of their own, at most; the rarer ones are placed by their vectors alone. */
    private static final int WORD_COLUMNS = 2500;
    /** Weight of the sum of vectors beside the words' own columns. */
    private static final double VECTOR_SHARE = 0.7;
    /** Added to each variance, as a share of the mean variance. */
    private static final double RIDGE = 1.0;
    /** A direction counts by this power of its correlation. */
    private static final double POWER = 1.5;
    private static final int IMAGES_PER_BLOCK = 256;
    private static final int CAPTIONS_PER_BLOCK = 128;

    private final EmbeddedDataset dataset;
    private final FloatMatrix features;
    private final CaptionRows captions;
    private final int[] columnOfWord;
    private final int wordColumns;
    private final int textDimension;
    private final double vectorScale;

    /** @param features scaled, one row for each image of the dataset */
    public CanonicalCorrelation(EmbeddedDataset dataset, FloatMatrix features) {
        this.dataset = dataset;
        this.features = features;
        this.captions = new CaptionRows(dataset);
        CaptionEmbedder embedder = dataset.embedder();
        int vocabulary = embedder.wordVectors().size();
        int[] frequent = IntStream.range(0, vocabulary)
                .filter(word -> embedder.documentFrequencies().documentFrequency(word) > 0).boxed()
                .sorted(Comparator
                        .comparingInt((Integer word) -> -embedder.documentFrequencies().documentFrequency(word)))
                .limit(WORD_COLUMNS).mapToInt(Integer::intValue).toArray();
        this.wordColumns = frequent.length;
        this.columnOfWord = new int[vocabulary];
        Arrays.fill(columnOfWord, -1);
        for (int column = 0; column < wordColumns; column++) {
            columnOfWord[frequent[column]] = column;
        }
        this.textDimension = wordColumns + embedder.semanticDimension();
        double meanLength = Arrays.stream(frequent)
                .mapToDouble(word -> Vectors.norm(embedder.wordVectors().vector(word))).average()
                .orElse(1);
        this.vectorScale = VECTOR_SHARE / Math.max(Double.MIN_NORMAL, meanLength);
    }

    /** Finds the most correlated directions.
     *
     * @param dimension how many, at most; fewer if features or text have fewer */
    public StartingPoint solve(int dimension) {
        Covariances covariances = new Covariances();
        captions.forEach(covariances::add);
        covariances.finish();
        int f = features.columns();
        int t = textDimension;
        regularize(covariances.ofFeatures, f);
        regularize(covariances.ofText, t);
        LinearAlgebra.cholesky(covariances.ofFeatures, f);
        LinearAlgebra.cholesky(covariances.ofText, t);
        double[] coherence = covariances.between;
        LinearAlgebra.solve(covariances.ofFeatures, f, coherence, t, false);
        LinearAlgebra.solveFromRight(covariances.ofText, t, coherence, f);
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
        LinearAlgebra.solve(covariances.ofFeatures, f, ofFeatures, directions, true);
        LinearAlgebra.solve(covariances.ofText, t, ofText, directions, true);
        return new StartingPoint(rounded(ofFeatures, f, directions),
                words(ofText, directions, covariances.meanOfText, covariances.meanWeight));
    }

    /** The words' vectors, shifted so that the training captions lie around 0. */
    private FloatMatrix words(double[] right, int directions, double[] meanOfText, double meanWeight) {
        double[] center = new double[directions];
        LinearAlgebra.addTransposedProduct(meanOfText, right, textDimension, 1, directions, center);
        CaptionEmbedder embedder = dataset.embedder();
        FloatMatrix words = FloatMatrix.zeros(columnOfWord.length, directions);
        IntStream.range(0, columnOfWord.length).parallel().forEach(word -> {
            float[] vector = embedder.wordVectors().vector(word);
            double[] sum = new double[directions];
            for (int i = 0; i < vector.length; i++) {
                add(sum, right, wordColumns + i, vectorScale * vector[i]);
            }
            if (columnOfWord[word] >= 0) {
                add(sum, right, columnOfWord[word], 1);
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

    /** Sums over captions, block by block of images. */
    private final class Covariances {

        private final double[] ofFeatures = new double[features.columns() * features.columns()];
        private final double[] ofText = new double[textDimension * textDimension];
        private final double[] between = new double[features.columns() * textDimension];
        private final double[] meanOfFeatures = new double[features.columns()];
        private final double[] meanOfText = new double[textDimension];
        private final double[] imageBlock = new double[IMAGES_PER_BLOCK * features.columns()];
        private final double[] weightedImageBlock = new double[IMAGES_PER_BLOCK * features.columns()];
        private final double[] textBlock = new double[IMAGES_PER_BLOCK * textDimension];
        private final int[] captionsInBlock = new int[IMAGES_PER_BLOCK];
        private final int[] blockImages = new int[IMAGES_PER_BLOCK];
        private final double[][] vectors = new double[CAPTIONS_PER_BLOCK][];
        private int imagesInBlock;
        private int vectorsInBlock;
        private int lastImage = -1;
        private double meanWeight;
        private long count;

        void add(CaptionRows.Row row) {
            if (row.image() != lastImage) {
                if (imagesInBlock == IMAGES_PER_BLOCK) {
                    flush();
                }
                lastImage = row.image();
                blockImages[imagesInBlock++] = lastImage;
            }
            int slot = imagesInBlock - 1;
            captionsInBlock[slot]++;
            double[] vector = vector(row);
            for (int i = 0; i < row.words().length; i++) {
                meanWeight += row.weights()[i];
                int column = columnOfWord[row.words()[i]];
                if (column >= 0) {
                    addWord(row, column, row.weights()[i], vector, slot);
                }
            }
            for (int i = 0; i < vector.length; i++) {
                textBlock[slot * textDimension + wordColumns + i] += vector[i];
            }
            vectors[vectorsInBlock++] = vector;
            if (vectorsInBlock == CAPTIONS_PER_BLOCK) {
                addProductsOfVectors();
            }
            count++;
        }

        /** Each sum goes over the captions in their order, whatever the number of threads. */
        private void addProductsOfVectors() {
            int block = vectorsInBlock;
            IntStream.range(0, textDimension - wordColumns).parallel().forEach(i -> {
                int start = (wordColumns + i) * textDimension + wordColumns;
                for (int caption = 0; caption < block; caption++) {
                    double[] vector = vectors[caption];
                    for (int j = 0; j <= i; j++) {
                        ofText[start + j] += vector[i] * vector[j];
                    }
                }
            });
            vectorsInBlock = 0;
        }

        private double[] vector(CaptionRows.Row row) {
            float[] sum = new float[textDimension - wordColumns];
            for (int i = 0; i < row.words().length; i++) {
                dataset.embedder().wordVectors().addTo(sum, row.words()[i],
                        (float) (vectorScale * row.weights()[i]));
            }
            double[] vector = new double[sum.length];
            for (int i = 0; i < sum.length; i++) {
                vector[i] = sum[i];
            }
            return vector;
        }

        /** Of the symmetric matrix the lower half is summed up. */
        private void addWord(CaptionRows.Row row, int column, double weight, double[] vector, int slot) {
            textBlock[slot * textDimension + column] += weight;
            for (int i = 0; i < row.words().length; i++) {
                int other = columnOfWord[row.words()[i]];
                if (other >= 0 && other <= column) {
                    ofText[column * textDimension + other] += weight * row.weights()[i];
                }
            }
            for (int i = 0; i < vector.length; i++) {
                ofText[(wordColumns + i) * textDimension + column] += weight * vector[i];
            }
        }

        private void flush() {
            int f = features.columns();
            for (int slot = 0; slot < imagesInBlock; slot++) {
                int image = blockImages[slot];
                double root = Math.sqrt(captionsInBlock[slot]);
                for (int i = 0; i < f; i++) {
                    double value = features.get(image, i);
                    imageBlock[slot * f + i] = value;
                    weightedImageBlock[slot * f + i] = value * root;
                    meanOfFeatures[i] += value * captionsInBlock[slot];
                }
                for (int i = 0; i < textDimension; i++) {
                    meanOfText[i] += textBlock[slot * textDimension + i];
                }
            }
            LinearAlgebra.addTransposedProduct(weightedImageBlock, weightedImageBlock, imagesInBlock, f, f, ofFeatures);
            LinearAlgebra.addTransposedProduct(imageBlock, textBlock, imagesInBlock, f, textDimension, between);
            Arrays.fill(textBlock, 0);
            Arrays.fill(captionsInBlock, 0);
            imagesInBlock = 0;
        }

        /** Divides by the number of captions, and subtracts the means. */
        void finish() {
            flush();
            addProductsOfVectors();
            divide(ofFeatures);
            divide(ofText);
            divide(between);
            divide(meanOfFeatures);
            divide(meanOfText);
            meanWeight /= count;
            subtractProduct(ofFeatures, meanOfFeatures, meanOfFeatures);
            subtractProduct(ofText, meanOfText, meanOfText);
            subtractProduct(between, meanOfFeatures, meanOfText);
        }

        private void divide(double[] sums) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] /= count;
            }
        }

        private static void subtractProduct(double[] matrix, double[] column, double[] row) {
            for (int i = 0; i < column.length; i++) {
                for (int j = 0; j < row.length; j++) {
                    matrix[i * row.length + j] -= column[i] * row[j];
                }
            }
        }
    }
}
