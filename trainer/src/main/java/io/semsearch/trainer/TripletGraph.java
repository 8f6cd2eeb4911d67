package io.semsearch.trainer;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The definition of what is learned: the projection and the margin ranking loss, as a SameDiff graph.
 *
 * <p>A batch of B triplets comes as 2 B rows: the B good images, then the B bad ones, each beside the embedding of its
 * caption. So one matrix product projects all images:
 *
 * <pre>
 * images [2B, F] -> projected = images M [2B, D] -> cosine with the captions [2B] -> similarities [2, B]
 *   -> mean over B of max(0, margin - (similarities[0] - similarities[1])) = loss
 * </pre>
 *
 * <p>Placeholders: {@code imageFeatures} [images, F], {@code captionEmbeddings} [captions, D] of unit length,
 * {@code imageRows} [2B] and {@code captionRows} [2B], whole numbers. The output {@code semanticVectors} [images,
 * D] needs the first alone. */
final class TripletGraph {

    static final String IMAGE_FEATURES = "imageFeatures";
    static final String CAPTION_EMBEDDINGS = "captionEmbeddings";
    static final String CAPTION_ROWS = "captionRows";
    static final String IMAGE_ROWS = "imageRows";
    static final String SIMILARITIES = "similarities";
    static final String LOSS = "loss";
    static final String SEMANTIC_VECTORS = "semanticVectors";

    /** Under the square root of a norm: keeps the gradient of a zero row finite, and is lost in any other's rounding. */
    private static final double EPSILON = 1e-12;

    private static final String PROJECTION = "projection";
    private static final String PROJECTED = "projected";
    private static final String IMAGES = "images";

    private TripletGraph() {}

    /** Defines the graph.
     *
     * <p>The tables are placeholders, not constants: SameDiff would copy constants, and write them into the saved
     * graph. A step gathers their rows in the graph, and so moves row numbers alone.
     *
     * @param projection M, shape [F, D]; of the type that all is computed in */
    static SameDiff define(INDArray projection, double margin) {
        SameDiff graph = SameDiff.create();
        DataType type = projection.dataType();
        SDVariable features = graph.placeHolder(IMAGE_FEATURES, type, -1, projection.rows());
        SDVariable embeddings = graph.placeHolder(CAPTION_EMBEDDINGS, type, -1, projection.columns());
        SDVariable images = graph.gather(IMAGES, features, graph.placeHolder(IMAGE_ROWS, DataType.INT32, -1), 0);
        SDVariable captions = graph.gather("captions", embeddings,
                graph.placeHolder(CAPTION_ROWS, DataType.INT32, -1), 0);
        SDVariable weights = graph.var(PROJECTION, projection);

        SDVariable projected = images.mmul(PROJECTED, weights);
        SDVariable cosines = projected.mul(captions).sum(true, 1).div(norms(graph, projected));
        SDVariable similarities = graph.reshape(SIMILARITIES, cosines, 2L, -1L);
        SDVariable signs = graph.constant("signs", Nd4j.createFromArray(new double[][]{{-1}, {1}}).castTo(type));
        SDVariable violations = graph.nn().relu(similarities.mul(signs).sum(true, 0).add(margin), 0.0);
        violations.mean(LOSS, 0, 1);
        graph.setLossVariables(LOSS);

        SDVariable all = features.mmul(weights);
        all.div(SEMANTIC_VECTORS, norms(graph, all));
        return graph;
    }

    /** Adds the gradient of the loss with respect to M, and returns its name in the function {@code grad}.
     *
     * <p>It is the product of the transposed images and the gradient of the projected ones, added by hand:
     * SameDiff's own {@code matmul_bp} would compute the gradient of the images, too, which are data. */
    static String addGradient(SameDiff graph) {
        PrintStream out = System.out;
        // 1.0.0-M2.1 prints each operation that it differentiates, to where results belong
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            graph.createGradFunction();
        } finally {
            System.setOut(out);
        }
        SameDiff gradients = graph.getFunction("grad");
        SDVariable ofProjected = gradients.getVariable(graph.getVariable(PROJECTED).gradient().name());
        return gradients.mmul("projectionGradient", gradients.getVariable(IMAGES), ofProjected, true, false, false)
                .name();
    }

    private static SDVariable norms(SameDiff graph, SDVariable rows) {
        return graph.math().sqrt(graph.squaredNorm(rows, true, 1).add(EPSILON));
    }
}
