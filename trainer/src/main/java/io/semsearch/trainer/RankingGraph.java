package io.semsearch.trainer;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The definition of what is learned: the projection, the words if they are learned too, and the loss, as a SameDiff
 * graph.
 *
 * <pre>
 * images [R, F] (times the dropout mask) -> projected = images M [R, D] -> unit vectors
 * captions [C, D]: rows of a table, or word weights [C, U] x words [U, D] -> unit vectors
 *
 * triplets: R = 2B, the B good images, then the B bad ones; similarities [2, B]
 *   -> mean over B of max(0, margin - (similarities[0] - similarities[1])) = loss
 * in-batch: R = C = B, caption i beside its image i; similarities [B, B], caption by image
 *   -> each pair (i, i) against the others of its row and of its column, those of the same image left out = loss
 * </pre>
 *
 * <p>Placeholders: {@code imageFeatures} [images, F] and {@code imageRows} [R]; {@code captionEmbeddings} [captions,
 * D] of unit length and {@code captionRows} [R], or {@code wordWeights} [B, U] and {@code words} [U, D]; {@code
 * featureMask} [R, F] with dropout. The output {@code semanticVectors} [images, D] needs the first alone. */
final class RankingGraph {

    static final String IMAGE_FEATURES = "imageFeatures";
    static final String IMAGE_ROWS = "imageRows";
    static final String FEATURE_MASK = "featureMask";
    static final String CAPTION_EMBEDDINGS = "captionEmbeddings";
    static final String CAPTION_ROWS = "captionRows";
    static final String WORD_WEIGHTS = "wordWeights";
    static final String WORDS = "words";
    static final String SIMILARITIES = "similarities";
    static final String LOSS = "loss";
    static final String SEMANTIC_VECTORS = "semanticVectors";
    static final String PROJECTION_GRADIENT = "projectionGradient";
    static final String WORD_GRADIENT = "wordGradient";

    /** Under the square root of a norm: keeps the gradient of a zero row finite, and is lost in any other's rounding. */
    private static final double EPSILON = 1e-12;
    /** Added to what must not be chosen: more than any difference of cosines. */
    private static final double EXCLUDED = -1e4;

    private static final String PROJECTION = "projection";
    private static final String PROJECTED = "projected";
    private static final String IMAGES = "images";
    private static final String SUMS = "sums";

    private final SameDiff graph = SameDiff.create();
    private final DataType type;
    private final Parts parts;

    private RankingGraph(INDArray projection, Parts parts) {
        this.type = projection.dataType();
        this.parts = parts;
    }

    /** What a graph has beside the projection.
     *
     * @param dropout     whether features are multiplied by a mask
     * @param learnsWords whether captions come as weights of words whose vectors are learned */
    record Parts(Objective objective, boolean dropout, boolean learnsWords) {}

    /** Defines the graph.
     *
     * <p>The tables are placeholders, not constants: SameDiff would copy constants, and write them into the saved
     * graph. A step gathers their rows in the graph, and so moves row numbers alone; but for the vectors of learned
     * words, which move to the device and back.
     *
     * @param projection M, shape [F, D]; of the type that all is computed in
     * @param bias       added to what is projected, shape [1, D]; null for none */
    static SameDiff define(INDArray projection, @Nullable INDArray bias, Parts parts) {
        return new RankingGraph(projection, parts).define(projection, bias);
    }

    private SameDiff define(INDArray projection, @Nullable INDArray bias) {
        SDVariable features = graph.placeHolder(IMAGE_FEATURES, type, -1, projection.rows());
        SDVariable rows = graph.placeHolder(IMAGE_ROWS, DataType.INT32, -1);
        SDVariable images = graph.gather(parts.dropout ? "gathered" : IMAGES, features, rows, 0);
        if (parts.dropout) {
            images = images.mul(IMAGES, graph.placeHolder(FEATURE_MASK, type, -1, projection.rows()));
        }
        SDVariable weights = graph.var(PROJECTION, projection);
        SDVariable projected = images.mmul(PROJECTED, weights);
        SDVariable shift = bias == null ? null : graph.constant("bias", bias);
        SDVariable placed = shift == null ? projected : projected.add(shift);
        SDVariable captions = captions(projection.columns());
        if (parts.objective.negatives().isInBatch()) {
            compareAllPairs(unit(captions, parts.learnsWords), placed.div(norms(placed)), rows);
        } else {
            compareTriplets(captions, placed);
        }
        graph.setLossVariables(LOSS);

        SDVariable all = features.mmul(weights);
        all = shift == null ? all : all.add(shift);
        all.div(SEMANTIC_VECTORS, norms(all));
        return graph;
    }

    private SDVariable captions(long dimension) {
        if (parts.learnsWords) {
            // no gradient would flow to a placeholder that is not a variable
            SDVariable words = graph.placeHolder(WORDS, type, -1, dimension);
            return graph.placeHolder(WORD_WEIGHTS, type, -1, -1).mmul(SUMS, words);
        }
        SDVariable embeddings = graph.placeHolder(CAPTION_EMBEDDINGS, type, -1, dimension);
        return graph.gather("captions", embeddings, graph.placeHolder(CAPTION_ROWS, DataType.INT32, -1), 0);
    }

    private void compareTriplets(SDVariable captions, SDVariable projected) {
        SDVariable units = unit(captions, parts.learnsWords);
        SDVariable twice = parts.learnsWords ? graph.concat(0, units, units) : units;
        SDVariable cosines = projected.mul(twice).sum(true, 1).div(norms(projected));
        SDVariable similarities = graph.reshape(SIMILARITIES, cosines, 2L, -1L);
        SDVariable signs = graph.constant("signs", Nd4j.createFromArray(new double[][]{{-1}, {1}}).castTo(type));
        SDVariable violations = graph.nn()
                .relu(similarities.mul(signs).sum(true, 0).add(parts.objective.margin()), 0.0);
        violations.mean(LOSS, 0, 1);
    }

    private void compareAllPairs(SDVariable captions, SDVariable images, SDVariable rows) {
        SDVariable similarities = graph.mmul(SIMILARITIES, captions, images, false, true, false);
        SDVariable good = captions.mul(images).sum(true, 1);
        SDVariable same = graph.eq(graph.reshape(rows, -1L, 1L), graph.reshape(rows, 1L, -1L)).castTo(type);
        SDVariable excluded = same.mul(EXCLUDED);
        switch (parts.objective.loss()) {
            case Loss.Margin ranking -> rankByMargin(similarities.add(excluded).add(ranking.margin()), good);
            case Loss.InfoNce contrastive -> contrast(similarities.add(excluded), good, contrastive.temperature());
        }
    }

    /** @param raised similarities plus the margin, those of the same image far below */
    private void rankByMargin(SDVariable raised, SDVariable good) {
        SDVariable goodOfImage = graph.reshape(good, 1L, -1L);
        if (parts.objective.negatives() == Negatives.IN_BATCH_HARDEST) {
            SDVariable byCaption = graph.nn().relu(raised.max(true, 1).sub(good), 0.0);
            SDVariable byImage = graph.nn().relu(raised.max(true, 0).sub(goodOfImage), 0.0);
            byCaption.mean(true, 0, 1).add(byImage.mean(true, 0, 1)).sum(LOSS, 0, 1);
            return;
        }
        SDVariable byCaption = graph.nn().relu(raised.sub(good), 0.0).sum(true, 1);
        SDVariable byImage = graph.nn().relu(raised.sub(goodOfImage), 0.0).sum(true, 0);
        byCaption.mean(true, 0, 1).add(byImage.mean(true, 0, 1)).sum(LOSS, 0, 1);
    }

    /** The cross entropy of the good one among all, by caption and by image. */
    private void contrast(SDVariable others, SDVariable good, double temperature) {
        SDVariable byCaption = entropy(others, good, 1, temperature);
        SDVariable byImage = entropy(others, graph.reshape(good, 1L, -1L), 0, temperature);
        byCaption.mean(true, 0, 1).add(byImage.mean(true, 0, 1)).sum(LOSS, 0, 1);
    }

    /** Log of the sum of exp((s - good) / temperature); the greatest is subtracted first, so that no power overflows and
     * they do not all vanish. */
    private SDVariable entropy(SDVariable others, SDVariable good, int dimension, double temperature) {
        SDVariable greatest = graph.math().max(others.max(true, dimension), good);
        SDVariable powers = graph.math().exp(others.sub(greatest).div(temperature)).sum(true, dimension);
        SDVariable logit = good.sub(greatest).div(temperature);
        return graph.math().log(powers.add(graph.math().exp(logit))).sub(logit);
    }

    /** Adds the gradients of the loss with respect to M, and to the words if they are learned, to the function {@code
     * grad}.
     *
     * <p>Each is a product of a transposed input and the gradient of its product, added by hand: SameDiff's own {@code
     * matmul_bp} would compute the gradients of the inputs, too, which are data.
     *
     * @return their names */
    static List<String> addGradients(SameDiff graph, Parts parts) {
        PrintStream out = System.out;
        // 1.0.0-M2.1 prints each operation that it differentiates, to where results belong
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            graph.createGradFunction(parts.learnsWords ? new String[]{WORDS} : new String[0]);
        } finally {
            System.setOut(out);
        }
        SameDiff gradients = graph.getFunction("grad");
        List<String> names = new ArrayList<>();
        names.add(addProduct(graph, gradients, PROJECTION_GRADIENT, IMAGES, PROJECTED));
        if (parts.learnsWords) {
            names.add(addProduct(graph, gradients, WORD_GRADIENT, WORD_WEIGHTS, SUMS));
        }
        return names;
    }

    private static String addProduct(SameDiff graph, SameDiff gradients, String name, String input, String product) {
        SDVariable ofProduct = gradients.getVariable(graph.getVariable(product).gradient().name());
        return gradients.mmul(name, gradients.getVariable(input), ofProduct, true, false, false).name();
    }

    private SDVariable unit(SDVariable rows, boolean scale) {
        return scale ? rows.div(norms(rows)) : rows;
    }

    private SDVariable norms(SDVariable rows) {
        return graph.math().sqrt(graph.squaredNorm(rows, true, 1).add(EPSILON));
    }
}
