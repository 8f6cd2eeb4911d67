package io.semsearch.trainer;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a graph again and again in the same memory: forward, loss and gradients in one pass. Not thread-safe. */
final class StepSession extends InferenceSession implements AutoCloseable {

    private final StepMemory memory = new StepMemory();
    private final List<String> outputs;

    StepSession(SameDiff graph, List<String> outputs) {
        super(graph);
        this.outputs = outputs;
        setMmgr(memory);
    }

    /** The values of the outputs; valid until the next call. */
    Map<String, INDArray> run(Map<String, INDArray> placeholders) {
        memory.startStep();
        // the superclass never empties it: it would grow by dozens of ids a step
        freedArrays.clear();
        return output(outputs, placeholders, null, null, List.of(), At.defaultAt(Operation.TRAINING));
    }

    @Override
    public void close() {
        memory.close();
    }
}
