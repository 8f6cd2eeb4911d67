package io.semsearch.trainer.step;

import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.Objective;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The loss as a function of the projection, and of the captions' word sums if words are learned, defined as a SameDiff
 * graph. {@link RankingGradients} adds the gradients.
 *
 * <pre>
 * images [R, F] (times the dropout mask) -> projected = images M [R, D] -> unit vectors
 * captions [B, D]: rows of a table, or weighted sums of their words' vectors (+ sentences [B, E] A) -> unit vectors
 *
 * triplets: R = 2B, the B good images, then the B bad ones; similarities [2, B]
 *   -> mean over B of max(0, margin - (similarities[0] - similarities[1])) = loss
 * in-batch: R = B, caption i beside its image i; similarities [B, B], caption by image
 *   hardest: -> max(0, margin - (similarities[i, i] - similarities[i, hardest image of caption i])), the same by image
 *     -> mean over captions + mean over images = loss
 *   all: -> each pair (i, i) against the others of its row and of its column, except those of the same image = loss
 * image batch: R images, each once, and B captions of them; similarities [B, R]
 *   each caption with its image against the other images of its row, and against the captions of other images in the
 *   column of its image; the hardest ones for the margin ranking loss, all for InfoNCE; weighted sum = loss
 * </pre>
 *
 * <p>Placeholders: {@code projection} [F, D], unless the graph is to be saved; {@code imageFeatures} [images, F] and
 * {@code imageRows} [R]; {@code captionEmbeddings} [captions, D] of unit length and {@code captionRows} [B], or
 * {@code captionSums} [B, D], with a sentence part {@code sentences} [B, E] and {@code sentenceMap} A [E, D], too;
 * {@code featureMask} [R, F] with dropout; {@code hardestImages} and
 * {@code hardestCaptions} [B], rows of the batch. The similarities do not depend on these two, so they can be chosen
 * from the similarities. Image batches need {@code pairs} [B, R], 1 for a caption and its image, else 0, and
 * {@code captionWeights} [B, 1], 0 for rows that are no captions. The output {@code semanticVectors} [images, D] needs
 * only the first two. */
final class RankingGraph {

    static final String PROJECTION = "projection";
    static final String IMAGE_FEATURES = "imageFeatures";
    static final String IMAGE_ROWS = "imageRows";
    static final String FEATURE_MASK = "featureMask";
    static final String CAPTION_EMBEDDINGS = "captionEmbeddings";
    static final String CAPTION_ROWS = "captionRows";
    static final String CAPTION_SUMS = "captionSums";
    static final String SENTENCES = "sentences";
    static final String SENTENCE_MAP = "sentenceMap";
    static final String HARDEST_IMAGES = "hardestImages";
    static final String HARDEST_CAPTIONS = "hardestCaptions";
    static final String PAIRS = "pairs";
    static final String CAPTION_WEIGHTS = "captionWeights";
    static final String SIMILARITIES = "similarities";
    static final String LOSS = "loss";
    static final String SEMANTIC_VECTORS = "semanticVectors";

    // intermediate results that the gradients are computed from
    static final String IMAGES = "images";
    static final String PLACED = "placed";
    static final String IMAGE_NORMS = "imageNorms";
    static final String IMAGE_UNITS = "imageUnits";
    static final String CAPTION_NORMS = "captionNorms";
    static final String CAPTION_UNITS = "captionUnits";
    static final String CAPTIONS_OF_IMAGES = "captionsOfImages";
    static final String DOTS = "dots";
    static final String COSINES = "cosines";
    static final String FROM_IMAGE_TO_HARDEST = "fromImageToHardest";
    static final String FROM_CAPTION_TO_HARDEST = "fromCaptionToHardest";
    static final String PRODUCTS_OF_IMAGE = "productsOfImage";
    static final String PRODUCTS_OF_CAPTION = "productsOfCaption";
    static final String GAIN_OF_IMAGE = "gainOfImage";
    static final String GAIN_OF_CAPTION = "gainOfCaption";

    /** Added under the square root of a norm. It keeps the gradient of a zero row finite, and rounds away in any other
     * row. */
    private static final double EPSILON = 1e-12;
    /** Added to similarities that must not count: larger than any difference of cosines. */
    private static final double EXCLUDED = -1e4;

    private final SameDiff graph = SameDiff.create();
    private final DataType type;
    private final Parts parts;

    private RankingGraph(INDArray projection, Parts parts) {
        this.type = projection.dataType();
        this.parts = parts;
    }

    /** The variant of the graph to define.
     *
     * @param dropout     true if features are multiplied by a mask
     * @param learnsWords true if captions are sums of words whose vectors are learned
     * @param sentences   values of a sentence's vector, if what captions are as sentences is added to their sums; else
     *                    0 */
    record Parts(Objective objective, boolean dropout, boolean learnsWords, int sentences) {

        /** Captions of words alone. */
        Parts(Objective objective, boolean dropout, boolean learnsWords) {
            this(objective, dropout, learnsWords, 0);
        }

        /** True if there is a sentence part, whose map is learned. */
        boolean learnsSentences() {
            return sentences > 0;
        }

        /** True if the graph reads which images and captions of the batch are the hardest. */
        boolean needsHardest() {
            return objective.negatives() == Negatives.IN_BATCH_HARDEST;
        }

        /** True if a batch has each image once, with all its captions. */
        boolean isImageBatch() {
            return objective.negatives() == Negatives.IMAGE_BATCH;
        }
    }

    /** Defines a graph that contains its weights, to be saved.
     *
     * @param projection M, shape [F, D]; its data type is used for all computation
     * @param bias       added after the projection, shape [1, D]; null for none */
    static SameDiff define(INDArray projection, @Nullable INDArray bias, Parts parts) {
        RankingGraph defined = new RankingGraph(projection, parts);
        return defined.define(defined.graph.var(PROJECTION, projection), bias);
    }

    /** Defines a graph to train with: M and the tables are placeholders.
     *
     * <p>SameDiff would copy tables that are constants. A step gathers their rows inside the graph, so only row numbers
     * are copied to the device; and if words are learned, the sums to it and their gradients back. If M were a
     * variable, SameDiff would differentiate down to it, through operations that 1.0.0-M2.1 cannot differentiate.
     *
     * @param projection an array of M's shape and type
     * @param bias       as above */
    static SameDiff defineForTraining(INDArray projection, @Nullable INDArray bias, Parts parts) {
        RankingGraph defined = new RankingGraph(projection, parts);
        return defined.define(defined.graph.placeHolder(PROJECTION, projection.dataType(), projection.shape()), bias);
    }

    private SameDiff define(SDVariable weights, @Nullable INDArray bias) {
        long featureDimension = weights.getShape()[0];
        long dimension = weights.getShape()[1];
        SDVariable features = graph.placeHolder(IMAGE_FEATURES, type, -1, featureDimension);
        SDVariable rows = graph.placeHolder(IMAGE_ROWS, DataType.INT32, -1);
        SDVariable images = graph.gather(parts.dropout ? "gathered" : IMAGES, features, rows, 0);
        if (parts.dropout) {
            images = images.mul(IMAGES, graph.placeHolder(FEATURE_MASK, type, -1, featureDimension));
        }
        SDVariable shift = bias == null ? null : graph.constant("bias", bias);
        SDVariable placed = shift == null ? images.mmul(PLACED, weights) : images.mmul(weights).add(PLACED, shift);
        SDVariable captions = captions(dimension);
        if (parts.needsHardest()) {
            compareHardest(captions, placed.div(IMAGE_UNITS, norms(IMAGE_NORMS, placed)));
        } else if (parts.isImageBatch()) {
            compareImageBatch(captions, placed.div(IMAGE_UNITS, norms(IMAGE_NORMS, placed)));
        } else if (parts.objective.negatives().isInBatch()) {
            compareAllPairs(captions, placed.div(IMAGE_UNITS, norms(IMAGE_NORMS, placed)), rows);
        } else {
            compareTriplets(captions, placed);
        }
        graph.setLossVariables(LOSS);

        SDVariable all = features.mmul(weights);
        all = shift == null ? all : all.add(shift);
        all.div(SEMANTIC_VECTORS, norms("allNorms", all));
        return graph;
    }

    /** The captions' unit vectors, shape [B, D]. */
    private SDVariable captions(long dimension) {
        if (parts.learnsWords) {
            SDVariable sums = graph.placeHolder(CAPTION_SUMS, type, -1, dimension);
            if (parts.learnsSentences()) {
                SDVariable sentences = graph.placeHolder(SENTENCES, type, -1, parts.sentences);
                sums = sums.add(sentences.mmul(graph.placeHolder(SENTENCE_MAP, type, parts.sentences, dimension)));
            }
            return sums.div(CAPTION_UNITS, norms(CAPTION_NORMS, sums));
        }
        SDVariable embeddings = graph.placeHolder(CAPTION_EMBEDDINGS, type, -1, dimension);
        return graph.gather(CAPTION_UNITS, embeddings, graph.placeHolder(CAPTION_ROWS, DataType.INT32, -1), 0);
    }

    private void compareTriplets(SDVariable captions, SDVariable placed) {
        SDVariable twice = graph.concat(CAPTIONS_OF_IMAGES, 0, captions, captions);
        SDVariable cosines = placed.mul(twice).sum(DOTS, true, 1).div(COSINES, norms(IMAGE_NORMS, placed));
        SDVariable similarities = graph.reshape(SIMILARITIES, cosines, 2L, -1L);
        SDVariable signs = graph.constant("signs", Nd4j.createFromArray(new double[][]{{-1, 1}}).castTo(type));
        meanViolation(signs.mmul(similarities)).sum(LOSS, 0, 1);
    }

    private void compareHardest(SDVariable captions, SDVariable images) {
        graph.mmul(SIMILARITIES, captions, images, false, true, false);
        SDVariable hardestImages = graph.placeHolder(HARDEST_IMAGES, DataType.INT32, -1);
        SDVariable hardestCaptions = graph.placeHolder(HARDEST_CAPTIONS, DataType.INT32, -1);
        // bad minus good similarity, as one product with the difference of the vectors
        SDVariable betterImage = graph.gather(images, hardestImages, 0).sub(FROM_IMAGE_TO_HARDEST, images);
        SDVariable betterCaption = graph.gather(captions, hardestCaptions, 0).sub(FROM_CAPTION_TO_HARDEST, captions);
        SDVariable byCaption = captions.mul(PRODUCTS_OF_CAPTION, betterImage).sum(GAIN_OF_CAPTION, true, 1);
        SDVariable byImage = images.mul(PRODUCTS_OF_IMAGE, betterCaption).sum(GAIN_OF_IMAGE, true, 1);
        meanViolation(byCaption).add(meanViolation(byImage)).sum(LOSS, 0, 1);
    }

    /** The margin ranking loss, shape [1, 1].
     *
     * @param gains similarity of the bad one minus similarity of the good one, shape [1, B] or [B, 1] */
    private SDVariable meanViolation(SDVariable gains) {
        return graph.nn().relu(gains.add(parts.objective.margin()), 0.0).mean(true, 0, 1);
    }

    private void compareAllPairs(SDVariable captions, SDVariable images, SDVariable rows) {
        SDVariable similarities = graph.mmul(SIMILARITIES, captions, images, false, true, false);
        SDVariable good = captions.mul(images).sum(true, 1);
        SDVariable same = graph.eq(graph.reshape(rows, -1L, 1L), graph.reshape(rows, 1L, -1L)).castTo(type);
        SDVariable others = similarities.add(same.mul(EXCLUDED));
        SDVariable byCaption = ofPairs(others, good, 1);
        SDVariable byImage = ofPairs(others, graph.reshape(good, 1L, -1L), 0);
        byCaption.mean(true, 0, 1).add(byImage.mean(true, 0, 1)).sum(LOSS, 0, 1);
    }

    private SDVariable ofPairs(SDVariable others, SDVariable good, int dimension) {
        return switch (parts.objective.loss()) {
            case Loss.Margin ranking -> graph.nn().relu(others.sub(good).add(ranking.margin()), 0.0)
                    .sum(true, dimension);
            case Loss.InfoNce contrastive -> entropy(others, good, dimension, contrastive.temperature());
            case Loss.Both both -> throw new IllegalStateException("both losses need image batches");
        };
    }

    private void compareImageBatch(SDVariable captions, SDVariable images) {
        SDVariable similarities = graph.mmul(SIMILARITIES, captions, images, false, true, false);
        SDVariable pairs = graph.placeHolder(PAIRS, type, -1, -1);
        SDVariable weights = graph.placeHolder(CAPTION_WEIGHTS, type, -1, 1);
        SDVariable good = similarities.mul(pairs).sum(true, 1);
        SDVariable absent = graph.eq(weights, graph.constant("none", Nd4j.zeros(type, 1, 1))).castTo(type);
        SDVariable others = similarities.add(pairs.add(absent).mul(EXCLUDED));
        SDVariable losses = switch (parts.objective.loss()) {
            case Loss.Margin ranking -> violations(others, pairs, good);
            case Loss.InfoNce contrastive -> entropies(others, pairs, good, contrastive.temperature());
            case Loss.Both both -> violations(others, pairs, good)
                    .add(entropies(others, pairs, good, both.contrastive().temperature()).mul(both.share()));
        };
        losses.mul(weights).sum(LOSS, 0, 1);
    }

    /** The margin ranking loss of each caption, shape [B, 1]: against the most similar other image, and the most
     * similar caption of other images. */
    private SDVariable violations(SDVariable others, SDVariable pairs, SDVariable good) {
        SDVariable image = others.max(true, 1);
        SDVariable caption = ofOwnImage(others.max(true, 0), pairs);
        double margin = parts.objective.margin();
        return graph.nn().relu(image.sub(good).add(margin), 0.0)
                .add(graph.nn().relu(caption.sub(good).add(margin), 0.0));
    }

    /** InfoNCE of each caption, shape [B, 1]: the mean of both directions. */
    private SDVariable entropies(SDVariable others, SDVariable pairs, SDVariable good, double temperature) {
        SDVariable logit = good.div(temperature);
        SDVariable images = logSum(others, 1, temperature).sub(logit);
        SDVariable captions = ofOwnImage(logSum(others, 0, temperature), pairs).sub(logit);
        return softplus(images).add(softplus(captions)).div(2.0);
    }

    /** log(1 + exp(x)), without overflow. */
    private SDVariable softplus(SDVariable x) {
        return graph.nn().relu(x, 0.0).add(graph.math().log(graph.math().exp(graph.math().abs(x).neg()).add(1.0)));
    }

    /** The logarithm of the sum of exp(similarity / temperature). The greatest similarity is subtracted first, so that
     * no exponential overflows and not all of them underflow. */
    private SDVariable logSum(SDVariable others, int dimension, double temperature) {
        SDVariable greatest = others.max(true, dimension);
        SDVariable powers = graph.math().exp(others.sub(greatest).div(temperature)).sum(true, dimension);
        return graph.math().log(powers).add(greatest.div(temperature));
    }

    /** For each caption the value of its image, shape [1, R] -> [B, 1]. */
    private SDVariable ofOwnImage(SDVariable ofImages, SDVariable pairs) {
        return pairs.mul(ofImages).sum(true, 1);
    }

    /** The cross entropy of the good one among all: log of the sum of exp((s - good) / temperature). The greatest
     * similarity is subtracted first, so that no exponential overflows and not all of them underflow. */
    private SDVariable entropy(SDVariable others, SDVariable good, int dimension, double temperature) {
        SDVariable greatest = graph.math().max(others.max(true, dimension), good);
        SDVariable powers = graph.math().exp(others.sub(greatest).div(temperature)).sum(true, dimension);
        SDVariable logit = good.sub(greatest).div(temperature);
        return graph.math().log(powers.add(graph.math().exp(logit))).sub(logit);
    }

    private SDVariable norms(String name, SDVariable rows) {
        return graph.math().sqrt(name, graph.squaredNorm(rows, true, 1).add(EPSILON));
    }
}
