package io.semsearch.trainer.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** A repeatable pass through a graph, with loss and gradients: a list of native operations, each with its arrays.
 *
 * <p>SameDiff's session runs the graph once, and its native operations are recorded. The session's bookkeeping of
 * dependencies, shapes and arrays takes as long as the arithmetic of a small batch, and gives the same result whenever
 * the shapes are the same. A repetition allocates nothing. Not thread-safe. */
final class RecordedStep implements AutoCloseable {

    private final List<Call> early = new ArrayList<>();
    private final List<Call> late = new ArrayList<>();
    private final StepMemory memory;
    private final Map<String, INDArray> outputs;

    /** Runs the graph once and records it.
     *
     * @param inputs one array per placeholder; later runs read the current values of the same array
     * @param chosen the inputs whose values are set in the middle of a run, between {@link #runToChoice} and {@link
     *               #runFromChoice} */
    RecordedStep(SameDiff graph, List<String> outputs, Map<String, INDArray> inputs, Collection<INDArray> chosen) {
        this.memory = new StepMemory(chosen.isEmpty());
        Recorder recorder = new Recorder(graph, memory);
        this.outputs = recorder.output(outputs, inputs, null, null, List.of(), At.defaultAt(Operation.TRAINING));
        Set<INDArray> dependent = Collections.newSetFromMap(new IdentityHashMap<>());
        dependent.addAll(chosen);
        for (Call call : recorder.calls) {
            (call.passesOn(dependent) ? late : early).add(call);
        }
    }

    /** An operation and its arrays. */
    private record Call(DifferentialFunction operation, OpContext context) {

        /** True if this reads a dependent array. Its results are then dependent as well. */
        boolean passesOn(Set<INDArray> dependent) {
            return context.getInputArrays().stream().anyMatch(dependent::contains)
                    && dependent.addAll(context.getOutputArrays());
        }

        void run() {
            if (operation instanceof CustomOp custom) {
                Nd4j.exec(custom, context);
            } else {
                Nd4j.exec((Op) operation, context);
            }
        }

        void close() {
            try {
                context.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Computes everything that does not depend on the chosen inputs. */
    void runToChoice() {
        early.forEach(Call::run);
    }

    /** Computes the rest. */
    void runFromChoice() {
        late.forEach(Call::run);
    }

    /** An output of the last run; the next run overwrites it. */
    INDArray output(String name) {
        return Objects.requireNonNull(outputs.get(name), name);
    }

    @Override
    public void close() {
        Stream.concat(early.stream(), late.stream()).forEach(Call::close);
        memory.close();
    }

    private static final class Recorder extends InferenceSession {

        private final List<Call> calls = new ArrayList<>();

        Recorder(SameDiff graph, StepMemory memory) {
            super(graph);
            setMmgr(memory);
        }

        @Override
        public ExecutionResult doExec(DifferentialFunction operation, OpContext context, FrameIter frame,
                Set<VarId> inputs, Set<VarId> allInputs, Set<String> constants, Map<String, SDValue> others) {
            ExecutionResult result = super.doExec(operation, context, frame, inputs, allInputs, constants, others);
            if (!context.getOutputArrays().isEmpty()) {
                calls.add(new Call(operation, copy(context)));
            }
            return result;
        }

        /** A copy, since the session clears its context after each operation. */
        private static OpContext copy(OpContext context) {
            OpContext copy = Nd4j.getExecutioner().buildContext();
            copy.setArgs(context.getInputArrays().toArray(INDArray[]::new),
                    context.getIArguments().stream().mapToLong(Long::longValue).toArray(),
                    context.getDArguments().toArray(DataType[]::new),
                    context.getTArguments().stream().mapToDouble(Double::doubleValue).toArray(), booleans(context));
            copy.setOutputArrays(context.getOutputArrays());
            return copy;
        }

        private static boolean[] booleans(OpContext context) {
            boolean[] values = new boolean[context.numBArguments()];
            for (int i = 0; i < values.length; i++) {
                values[i] = context.getBArguments().get(i);
            }
            return values;
        }
    }
}
