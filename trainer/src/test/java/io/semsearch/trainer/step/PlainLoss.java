package io.semsearch.trainer.step;

import io.semsearch.trainer.config.Loss;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.Objective;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The losses by their definitions, in plain loops in double precision. */
final class PlainLoss {

    private final Objective objective;

    PlainLoss(Objective objective) {
        this.objective = objective;
    }

    /** Vectors of length 1: the rows of {@code (left * mask) right + bias}. */
    static double[][] unitRows(INDArray left, Optional<INDArray> mask, INDArray right, Optional<INDArray> bias) {
        double[][] factors = right.toDoubleMatrix();
        double[][] inputs = mask.map(left::mul).orElse(left).toDoubleMatrix();
        double[] shift = bias.map(INDArray::toDoubleVector).orElse(new double[factors[0].length]);
        double[][] rows = new double[inputs.length][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = shift.clone();
            for (int column = 0; column < shift.length; column++) {
                for (int i = 0; i < factors.length; i++) {
                    rows[row][column] += inputs[row][i] * factors[i][column];
                }
            }
            double length = Math.sqrt(dot(rows[row], rows[row]));
            for (int column = 0; column < rows[row].length; column++) {
                rows[row][column] /= length;
            }
        }
        return rows;
    }

    /**
     * @param captions  unit vectors, [B, D]
     * @param images    unit vectors: [2B, D], the good ones, then the bad ones; in a batch [B, D]
     * @param imageRows which image each is */
    double of(double[][] captions, double[][] images, int[] imageRows) {
        int batch = captions.length;
        double sum = 0;
        for (int i = 0; i < batch; i++) {
            int row = i;
            if (!objective.negatives().isInBatch()) {
                sum += violation(dot(captions[i], images[i]), dot(captions[i], images[batch + i]));
                continue;
            }
            sum += ofRow(dot(captions[i], images[i]), imageRows[i], imageRows, j -> dot(captions[row], images[(int) j]))
                    + ofRow(dot(captions[i], images[i]), imageRows[i], imageRows,
                            j -> dot(captions[(int) j], images[row]));
        }
        return sum / batch;
    }

    /**
     * @param captions unit vectors, [B, D]
     * @param images   unit vectors, [R, D]
     * @param own      by caption, its image
     * @param weights  by caption; 0 for a row that is none */
    double ofImageBatch(double[][] captions, double[][] images, int[] own, double[] weights) {
        double sum = 0;
        for (int i = 0; i < captions.length; i++) {
            int row = i;
            double good = dot(captions[i], images[own[i]]);
            double[] otherImages = IntStream.range(0, images.length).filter(j -> j != own[row])
                    .mapToDouble(j -> dot(captions[row], images[j])).toArray();
            double[] otherCaptions = IntStream.range(0, captions.length)
                    .filter(j -> weights[j] > 0 && own[j] != own[row])
                    .mapToDouble(j -> dot(captions[j], images[own[row]])).toArray();
            sum += weights[i] * (ofOthers(good, otherImages) + ofOthers(good, otherCaptions));
        }
        return sum;
    }

    private double ofOthers(double good, double[] others) {
        double violation = Arrays.stream(others).map(other -> violation(good, other)).max().orElse(0);
        return switch (objective.loss()) {
            case Loss.Margin ranking -> violation;
            case Loss.InfoNce contrastive -> entropy(good, others, contrastive.temperature()) / 2;
            case Loss.Both both ->
                violation + both.share() * entropy(good, others, both.contrastive().temperature()) / 2;
        };
    }

    private static double entropy(double good, double[] others, double temperature) {
        return Math.log1p(Arrays.stream(others).map(other -> Math.exp((other - good) / temperature)).sum());
    }

    private double ofRow(double good, int image, int[] imageRows, DoubleUnaryOperator similarity) {
        double[] others = IntStream.range(0, imageRows.length).filter(j -> imageRows[j] != image)
                .mapToDouble(similarity::applyAsDouble).toArray();
        double sum = 0;
        double greatest = 0;
        for (double other : others) {
            sum += objective.loss() instanceof Loss.InfoNce(double temperature)
                    ? Math.exp((other - good) / temperature)
                    : violation(good, other);
            greatest = Math.max(greatest, violation(good, other));
        }
        if (objective.loss() instanceof Loss.InfoNce) {
            return Math.log1p(sum);
        }
        return objective.negatives() == Negatives.IN_BATCH_HARDEST ? greatest : sum;
    }

    private double violation(double good, double bad) {
        return Math.max(0, objective.margin() - (good - bad));
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
