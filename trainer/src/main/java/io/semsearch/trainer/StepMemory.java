package io.semsearch.trainer;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseNDArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/** The arrays of one training step, used again by the next: a step of a size seen before allocates nothing.
 *
 * <p>ND4J's own memory managers leave the unused outputs of backward operations to the garbage collector, which
 * does not see native memory; and every fresh array of a megabyte costs page faults. Here all that was handed out
 * comes back when the next step starts, so a step's results are valid until then. Not thread-safe. */
final class StepMemory extends AbstractMemoryMgr {

    private final Map<Kind, Deque<INDArray>> free = new HashMap<>();
    private final IdentityHashMap<INDArray, Kind> lent = new IdentityHashMap<>();

    /** Takes back every array of the step before. */
    void startStep() {
        lent.forEach((array, kind) -> pool(kind).push(array));
        lent.clear();
    }

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
        Kind kind = new Kind(type, Arrays.stream(shape).boxed().toList());
        INDArray pooled = pool(kind).poll();
        INDArray array = pooled != null ? pooled : Nd4j.createUninitializedDetached(type, shape);
        // the session remembers released arrays by their id, and would release this one for its predecessor
        ((BaseNDArray) array).assignNewId();
        lent.put(array, kind);
        return array;
    }

    @Override
    public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
        if (descriptor.isEmpty()) {
            return Nd4j.create(descriptor);
        }
        if (descriptor.getOrder() != 'c') {
            throw new IllegalStateException("the graph asks for a column-major array: " + descriptor);
        }
        return allocate(detached, descriptor.dataType(), descriptor.getShape());
    }

    @Override
    public void release(INDArray array) {
        Kind kind = lent.remove(array);
        if (kind != null) {
            pool(kind).push(array);
        }
    }

    @Override
    public void close() {
        startStep();
        free.values().forEach(pool -> pool.forEach(INDArray::close));
        free.clear();
    }

    private Deque<INDArray> pool(Kind kind) {
        return free.computeIfAbsent(kind, unseen -> new ArrayDeque<>());
    }

    private record Kind(DataType type, List<Long> shape) {}
}
