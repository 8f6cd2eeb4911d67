package io.semsearch.trainer.step;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

/** The native arrays of a recorded step. An array that an operation released is reused by a later operation of the same
 * step, so that few arrays are in use and stay in the processor's cache.
 *
 * <p>Scalars are not reused: SameDiff's session writes constant scalars while the step is recorded, and no operation
 * would write them again when it is repeated. Not thread-safe. */
final class StepMemory extends AbstractMemoryMgr {

    private final boolean reuses;
    private final List<INDArray> all = new ArrayList<>();
    private final Map<Kind, Deque<INDArray>> free = new HashMap<>();
    private final IdentityHashMap<INDArray, Kind> lent = new IdentityHashMap<>();

    /** @param reuses whether released arrays are reused; if not, operations may run in another order than recorded */
    StepMemory(boolean reuses) {
        this.reuses = reuses;
    }

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
        Kind kind = new Kind(type, Arrays.stream(shape).boxed().toList());
        INDArray array = pool(kind).poll();
        if (array == null) {
            array = Nd4j.createUninitializedDetached(type, shape);
            all.add(array);
        }
        // the session identifies released arrays by id, and would release this array instead of its predecessor
        ((BaseNDArray) array).assignNewId();
        if (reuses && shape.length > 0) {
            lent.put(array, kind);
        }
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
        all.forEach(INDArray::close);
        all.clear();
        free.clear();
        lent.clear();
    }

    private Deque<INDArray> pool(Kind kind) {
        return free.computeIfAbsent(kind, unseen -> new ArrayDeque<>());
    }

    private record Kind(DataType type, List<Long> shape) {}
}
