package io.semsearch.trainer.captioning;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One batch of texts through an LSTM, forward and then backward, with B texts of T places, I inputs and H outputs.
 *
 * <p>Every array is column-major with a column for each text at each place, place after place, so that those of one
 * place are one block of memory, and those of all places one matrix to multiply. The gates in their order: the cell's
 * candidate, forget, output, input. */
final class LstmPass {

    private static final int GATES = 4;
    private static final int CANDIDATE = 0;
    private static final int FORGET = 1;
    private static final int OUTPUT = 2;
    private static final int INPUT = 3;

    private final LayerWorkspaceMgr workspaces;
    private final int batch;
    private final int places;
    private final int hidden;
    private final INDArray weights;
    private final INDArray recurrent;
    /** [I, T B]. */
    private final INDArray input;
    /** Each gate [H, T B], after its activation. */
    private final INDArray[] gates = new INDArray[GATES];
    /** [H, T B]: of the cell, its tanh, and the output. */
    private final INDArray cells;
    private final INDArray squashed;
    private final INDArray outputs;

    /** @param input     [B, I, T]
     * @param weights   [I, 4H]
     * @param recurrent [H, 4H] */
    LstmPass(INDArray input, INDArray weights, INDArray recurrent, LayerWorkspaceMgr workspaces) {
        this.workspaces = workspaces;
        this.weights = weights;
        this.recurrent = recurrent;
        batch = (int) input.size(0);
        places = (int) input.size(2);
        hidden = (int) recurrent.size(0);
        this.input = create((int) weights.size(0));
        this.input.reshape('f', weights.size(0), batch, places).assign(input.permute(1, 0, 2));
        cells = create(hidden);
        squashed = create(hidden);
        outputs = create(hidden);
    }

    /** The outputs [B, H, T].
     *
     * @param bias [4H] */
    INDArray forward(INDArray bias) {
        for (int gate = 0; gate < GATES; gate++) {
            gates[gate] = create(hidden);
            Nd4j.gemm(block(weights, gate), input, gates[gate], true, false, 1, 0);
            gates[gate].addiColumnVector(biasBlock(bias, gate).reshape(hidden, 1));
        }
        for (int place = 0; place < places; place++) {
            forward(place);
        }
        return inTexts(outputs, hidden);
    }

    private void forward(int place) {
        INDArray[] now = new INDArray[GATES];
        for (int gate = 0; gate < GATES; gate++) {
            now[gate] = at(gates[gate], place);
            if (place > 0) {
                Nd4j.gemm(block(recurrent, gate), at(outputs, place - 1), now[gate], true, false, 1, 1);
            }
            if (gate == CANDIDATE) {
                Transforms.tanh(now[gate], false);
            } else {
                Transforms.sigmoid(now[gate], false);
            }
        }
        INDArray cell = at(cells, place);
        cell.assign(now[CANDIDATE]).muli(now[INPUT]);
        if (place > 0) {
            INDArray kept = at(outputs, place).assign(at(cells, place - 1)).muli(now[FORGET]);
            cell.addi(kept);
        }
        INDArray output = at(squashed, place).assign(cell);
        Transforms.tanh(output, false);
        at(outputs, place).assign(output).muli(now[OUTPUT]);
    }

    /** Overwrites the gradients of the parameters.
     *
     * @param epsilon gradient by the outputs, [B, H, T]
     * @return gradient by the inputs, [B, I, T] */
    INDArray backward(INDArray epsilon, INDArray byWeights, INDArray byRecurrent, INDArray byBias) {
        INDArray byOutputs = create(hidden);
        byOutputs.reshape('f', hidden, batch, places).assign(epsilon.permute(1, 0, 2));
        INDArray[] byGates = new INDArray[GATES];
        for (int gate = 0; gate < GATES; gate++) {
            byGates[gate] = create(hidden);
        }
        INDArray byCell = Nd4j.create(input.dataType(), new long[]{hidden, batch}, 'f');
        for (int place = places - 1; place >= 0; place--) {
            backward(place, at(byOutputs, place), byCell, byGates);
        }
        INDArray byInput = create((int) weights.size(0));
        for (int gate = 0; gate < GATES; gate++) {
            Nd4j.gemm(input, byGates[gate], block(byWeights, gate), false, true, 1, 0);
            byRecurrent(byGates[gate], block(byRecurrent, gate));
            biasBlock(byBias, gate).assign(byGates[gate].sum(1));
            Nd4j.gemm(block(weights, gate), byGates[gate], byInput, false, false, 1, gate == 0 ? 0 : 1);
        }
        return inTexts(byInput, (int) weights.size(0));
    }

    private void byRecurrent(INDArray byGate, INDArray gradient) {
        if (places == 1) {
            gradient.assign(0);
            return;
        }
        Nd4j.gemm(columns(outputs, 0, places - 1), columns(byGate, 1, places), gradient, false, true, 1, 0);
    }

    /** @param byOutput gradient by the outputs of the place; changed
     * @param byCell   gradient by the cells that later places add; then the one for the place before
     * @param byGates  their block of this place is overwritten */
    private void backward(int place, INDArray byOutput, INDArray byCell, INDArray[] byGates) {
        if (place < places - 1) {
            for (int gate = 0; gate < GATES; gate++) {
                Nd4j.gemm(block(recurrent, gate), at(byGates[gate], place + 1), byOutput, false, false, 1, 1);
            }
        }
        INDArray candidate = at(gates[CANDIDATE], place);
        INDArray forget = at(gates[FORGET], place);
        INDArray output = at(gates[OUTPUT], place);
        INDArray in = at(gates[INPUT], place);
        INDArray tanh = at(squashed, place);
        sigmoidGradient(at(byGates[OUTPUT], place), output).muli(byOutput).muli(tanh);
        // byOutput o (1 - tanh^2)
        INDArray own = tanhGradient(at(byGates[CANDIDATE], place), tanh).muli(byOutput).muli(output);
        byCell.addi(own);
        sigmoidGradient(at(byGates[INPUT], place), in).muli(byCell).muli(candidate);
        tanhGradient(own, candidate).muli(byCell).muli(in);
        INDArray byForget = at(byGates[FORGET], place);
        if (place == 0) {
            byForget.assign(0);
            return;
        }
        sigmoidGradient(byForget, forget).muli(byCell).muli(at(cells, place - 1));
        byCell.muli(forget);
    }

    /** Sets a target to {@code y (1 - y)}. */
    private static INDArray sigmoidGradient(INDArray target, INDArray y) {
        return target.assign(y).rsubi(1).muli(y);
    }

    /** Sets a target to {@code 1 - y^2}. */
    private static INDArray tanhGradient(INDArray target, INDArray y) {
        return target.assign(y).muli(y).rsubi(1);
    }

    private INDArray create(int rows) {
        return workspaces.createUninitialized(ArrayType.ACTIVATIONS, recurrent.dataType(),
                new long[]{rows, (long) batch * places}, 'f');
    }

    /** The columns of one place. */
    private INDArray at(INDArray all, int place) {
        return columns(all, place, place + 1);
    }

    private INDArray columns(INDArray all, int fromPlace, int toPlace) {
        return all.get(NDArrayIndex.all(), NDArrayIndex.interval((long) fromPlace * batch, (long) toPlace * batch));
    }

    /** The columns of one gate. */
    private INDArray block(INDArray all, int gate) {
        return all.get(NDArrayIndex.all(), NDArrayIndex.interval((long) gate * hidden, (long) (gate + 1) * hidden));
    }

    /** The values of one gate [H]. */
    private INDArray biasBlock(INDArray bias, int gate) {
        return bias.reshape(bias.length())
                .get(NDArrayIndex.interval((long) gate * hidden, (long) (gate + 1) * hidden));
    }

    private INDArray inTexts(INDArray columns, int rows) {
        return columns.reshape('f', rows, batch, places).permute(1, 0, 2);
    }
}
