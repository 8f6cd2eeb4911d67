package io.semsearch.trainer.initialization;

import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Covariances of image features and captions, over all captions; an image counts once per caption. They are summed in
 * blocks of images, so memory does not depend on the number of captions. */
final class Covariances {

    private static final int IMAGES_PER_BLOCK = 256;
    private static final int CAPTIONS_PER_BLOCK = 128;

    private final FloatMatrix features;
    private final TextColumns columns;
    private final int textDimension;
    private final double[] ofFeatures;
    private final double[] ofText;
    private final double[] between;
    private final double[] meanOfFeatures;
    private final double[] meanOfText;
    private final double[] imageBlock;
    private final double[] weightedImageBlock;
    private final double[] textBlock;
    private final int[] captionsInBlock = new int[IMAGES_PER_BLOCK];
    private final int[] blockImages = new int[IMAGES_PER_BLOCK];
    private final double[][] vectors = new double[CAPTIONS_PER_BLOCK][];
    private int imagesInBlock;
    private int vectorsInBlock;
    private int lastImage = -1;
    private double meanWeight;
    private long count;

    private Covariances(FloatMatrix features, TextColumns columns) {
        int f = features.columns();
        this.features = features;
        this.columns = columns;
        this.textDimension = columns.count();
        this.ofFeatures = new double[f * f];
        this.ofText = new double[textDimension * textDimension];
        this.between = new double[f * textDimension];
        this.meanOfFeatures = new double[f];
        this.meanOfText = new double[textDimension];
        this.imageBlock = new double[IMAGES_PER_BLOCK * f];
        this.weightedImageBlock = new double[IMAGES_PER_BLOCK * f];
        this.textBlock = new double[IMAGES_PER_BLOCK * textDimension];
    }

    /** Sums over all captions.
     *
     * @param features scaled, one row per image */
    static Covariances of(CaptionRows captions, FloatMatrix features, TextColumns columns) {
        Covariances covariances = new Covariances(features, columns);
        captions.forEach(covariances::add);
        covariances.finish();
        return covariances;
    }

    /** Of the features, shape [featureDimension, featureDimension]; shared. */
    double[] ofFeatures() {
        return ofFeatures;
    }

    /** Of the text columns, shape [columns, columns]; only the lower triangle is defined; shared. */
    double[] ofText() {
        return ofText;
    }

    /** Between features and text columns, shape [featureDimension, columns]; shared. */
    double[] between() {
        return between;
    }

    /** The mean of the text columns, shape [columns]; shared. */
    double[] meanOfText() {
        return meanOfText;
    }

    /** The mean over captions of the sum of their words' weights. */
    double meanWeight() {
        return meanWeight;
    }

    private void add(CaptionRows.Row row) {
        if (row.image() != lastImage) {
            if (imagesInBlock == IMAGES_PER_BLOCK) {
                flush();
            }
            lastImage = row.image();
            blockImages[imagesInBlock++] = lastImage;
        }
        int slot = imagesInBlock - 1;
        captionsInBlock[slot]++;
        double[] vector = columns.vector(row);
        for (int i = 0; i < row.words().length; i++) {
            meanWeight += row.weights()[i];
            int column = columns.ofWord(row.words()[i]);
            if (column >= 0) {
                addWord(row, column, row.weights()[i], vector, slot);
            }
        }
        for (int i = 0; i < vector.length; i++) {
            textBlock[slot * textDimension + columns.words() + i] += vector[i];
        }
        vectors[vectorsInBlock++] = vector;
        if (vectorsInBlock == CAPTIONS_PER_BLOCK) {
            addProductsOfVectors();
        }
        count++;
    }

    /** Adds the products of the buffered vectors. Each sum runs over captions in their order, for any number of
     * threads. */
    private void addProductsOfVectors() {
        int block = vectorsInBlock;
        IntStream.range(0, textDimension - columns.words()).parallel().forEach(i -> {
            int start = (columns.words() + i) * textDimension + columns.words();
            for (int caption = 0; caption < block; caption++) {
                double[] vector = vectors[caption];
                for (int j = 0; j <= i; j++) {
                    ofText[start + j] += vector[i] * vector[j];
                }
            }
        });
        vectorsInBlock = 0;
    }

    /** Adds a word that has a column. Only the lower triangle of the symmetric matrix is updated. */
    private void addWord(CaptionRows.Row row, int column, double weight, double[] vector, int slot) {
        textBlock[slot * textDimension + column] += weight;
        for (int i = 0; i < row.words().length; i++) {
            int other = columns.ofWord(row.words()[i]);
            if (other >= 0 && other <= column) {
                ofText[column * textDimension + other] += weight * row.weights()[i];
            }
        }
        for (int i = 0; i < vector.length; i++) {
            ofText[(columns.words() + i) * textDimension + column] += weight * vector[i];
        }
    }

    /** Adds the sums of the current block of images. */
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

    /** Turns sums into covariances: divides by the number of captions, and subtracts the products of the means. */
    private void finish() {
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
