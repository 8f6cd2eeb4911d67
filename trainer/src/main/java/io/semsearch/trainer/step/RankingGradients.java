package io.semsearch.trainer.step;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.scatter.ScatterAdd;

/** Adds the gradients to a {@link RankingGraph}.
 *
 * <p>SameDiff differentiates the loss with respect to the similarities, or to the unit vectors if all pairs are
 * compared. The rest of the gradient is written by hand: SameDiff's operations for products, quotients and norms
 * compute the gradients of both operands, one of which is data, and take two to four times as long. */
final class RankingGradients {

    static final String OF_PROJECTION = "projectionGradient";
    static final String OF_CAPTION_SUMS = "captionSumsGradient";
    static final String OF_SENTENCE_MAP = "sentenceMapGradient";

    private final SameDiff graph;
    private final SameDiff gradients;
    private final RankingGraph.Parts parts;

    private RankingGradients(SameDiff graph, RankingGraph.Parts parts) {
        this.graph = graph;
        this.gradients = graph.getFunction("grad");
        this.parts = parts;
    }

    /** Adds the gradients of the loss with respect to M, to the captions' word sums if
     * words are learned, and to A if there is a sentence part.
     *
     * @return the function {@code grad} of the graph: the whole graph, and the gradients */
    static SameDiff add(SameDiff graph, RankingGraph.Parts parts) {
        PrintStream out = System.out;
        // 1.0.0-M2.1 prints each operation that it differentiates to stdout, which is reserved for results
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            graph.createGradFunction(ends(parts));
        } finally {
            System.setOut(out);
        }
        RankingGradients added = new RankingGradients(graph, parts);
        added.add();
        return added.gradients;
    }

    /** The variables at which SameDiff stops differentiating. */
    private static String[] ends(RankingGraph.Parts parts) {
        if (parts.needsHardest()) {
            return new String[]{RankingGraph.PRODUCTS_OF_IMAGE, RankingGraph.PRODUCTS_OF_CAPTION};
        }
        List<String> ends = new ArrayList<>();
        if (parts.objective().negatives().isInBatch()) {
            ends.add(RankingGraph.PLACED);
        } else {
            ends.add(RankingGraph.DOTS);
        }
        if (parts.learnsWords()) {
            ends.add(RankingGraph.CAPTION_SUMS);
        }
        return ends.toArray(String[]::new);
    }

    /** Names of the gradients of a graph. */
    static List<String> names(RankingGraph.Parts parts) {
        List<String> names = new ArrayList<>(List.of(OF_PROJECTION));
        if (parts.learnsWords()) {
            names.add(OF_CAPTION_SUMS);
        }
        if (parts.learnsSentences()) {
            names.add(OF_SENTENCE_MAP);
        }
        return names;
    }

    private void add() {
        if (parts.needsHardest()) {
            addOfHardest();
            return;
        }
        addOfProjection(parts.objective().negatives().isInBatch()
                ? ofRows(RankingGraph.IMAGE_UNITS, RankingGraph.IMAGE_NORMS, of(RankingGraph.IMAGE_UNITS))
                : ofCosines());
        if (parts.learnsWords()) {
            addOfCaptionSums(of(RankingGraph.CAPTION_UNITS));
        }
    }

    private void addOfHardest() {
        Share image = new Share(RankingGraph.GAIN_OF_IMAGE, RankingGraph.IMAGE_UNITS);
        Share caption = new Share(RankingGraph.GAIN_OF_CAPTION, RankingGraph.CAPTION_UNITS);
        addOfProjection(ofRows(RankingGraph.IMAGE_UNITS, RankingGraph.IMAGE_NORMS,
                ofHardest(image, RankingGraph.FROM_CAPTION_TO_HARDEST, caption, RankingGraph.HARDEST_IMAGES)));
        if (parts.learnsWords()) {
            addOfCaptionSums(
                    ofHardest(caption, RankingGraph.FROM_IMAGE_TO_HARDEST, image, RankingGraph.HARDEST_CAPTIONS));
        }
    }

    private void addOfProjection(SDVariable ofPlaced) {
        gradients.mmul(OF_PROJECTION, variable(RankingGraph.IMAGES), ofPlaced, true, false, false);
    }

    private void addOfCaptionSums(SDVariable ofUnits) {
        SDVariable ofSums = ofRows(RankingGraph.CAPTION_UNITS, RankingGraph.CAPTION_NORMS, ofUnits)
                .rename(OF_CAPTION_SUMS);
        if (parts.learnsSentences()) {
            gradients.mmul(OF_SENTENCE_MAP, variable(RankingGraph.SENTENCES), ofSums, true, false, false);
        }
    }

    /** The gradient of the loss with respect to a gain {@code g_i = row_i . (hardest_i - good_i)}, alone and times the
     * rows. */
    private final class Share {

        private final SDVariable ofGain;
        private final SDVariable weighted;

        Share(String gain, String rows) {
            ofGain = of(gain);
            weighted = ofGain.mul(variable(rows));
        }
    }

    /** The gradient with respect to unit vectors. Each occurs as the row of its own gain, as the good one of the gain
     * of the other side, and as the hardest one of any number of those gains.
     *
     * @param differences the other factor of the gain {@code own} */
    private SDVariable ofHardest(Share own, String differences, Share others, String hardest) {
        SDVariable asRowAndGood = own.ofGain.mul(variable(differences)).sub(others.weighted);
        ScatterAdd sum = new ScatterAdd(gradients, asRowAndGood, variable(hardest), others.weighted);
        // in order, on one thread: a row may be the hardest one of several others
        sum.addBArgument(true);
        return sum.outputVariable();
    }

    /** The gradient with respect to the projected images p, through their cosines c = p . caption / |p|:
     * dc/dp = (caption - c p / |p|) / |p|. */
    private SDVariable ofCosines() {
        SDVariable norms = variable(RankingGraph.IMAGE_NORMS);
        SDVariable ofDot = of(RankingGraph.COSINES).div(norms);
        SDVariable ofLength = ofDot.mul(variable(RankingGraph.COSINES)).div(norms);
        return variable(RankingGraph.CAPTIONS_OF_IMAGES).mul(ofDot).sub(variable(RankingGraph.PLACED).mul(ofLength));
    }

    /** The gradient with respect to rows, through their unit vectors u, from the gradient g with respect to u:
     * (g - (g . u) u) / norm. */
    private SDVariable ofRows(String units, String norms, SDVariable ofUnits) {
        SDVariable unit = variable(units);
        SDVariable along = unit.mul(ofUnits.mul(unit).sum(true, 1));
        return ofUnits.sub(along).div(variable(norms));
    }

    /** A gradient that SameDiff computed. */
    private SDVariable of(String name) {
        return gradients.getVariable(graph.getVariable(name).gradient().name());
    }

    private SDVariable variable(String name) {
        return gradients.getVariable(name);
    }
}
