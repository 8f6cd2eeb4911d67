package io.semsearch.encoder.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A network that ONNX Runtime has loaded. Thread-safe; holds native memory.
 *
 * <p>A run uses the thread that calls it: many threads at once use all processors, without waiting for each other.
 * Closing waits for runs: where one of many parallel tasks fails, others may still run while its caller closes. */
final class OnnxSession implements AutoCloseable {

    private final String name;
    private final String input;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Takes what is wanted from the outputs of a run, whose memory is freed then. */
    private interface OutputReader<T> {

        T read(OrtSession.Result outputs) throws OrtException;
    }

    /** Loads a network.
     *
     * @param name for messages
     * @throws DataFileException if ONNX Runtime cannot load it
     * @throws IOException       if ONNX Runtime cannot be loaded itself */
    OnnxSession(byte[] network, String input, String name) throws IOException {
        this.name = name;
        this.input = input;
        this.environment = OnnxProviders.loaded();
        try {
            this.session = OnnxProviders.load(options -> create(network, options));
        } catch (OrtException e) {
            throw new DataFileException(name + ": ONNX Runtime " + environment.getVersion()
                    + " cannot load this network (" + reason(e) + "): export it again, with operators that it knows",
                    e);
        }
    }

    private OrtSession create(byte[] network, OrtSession.SessionOptions options) throws OrtException {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        return environment.createSession(network, options);
    }

    /** Runs the network.
     *
     * @param values in native memory, from position 0 to its limit
     * @param shape  of the values
     * @return its outputs by name, those of floating-point values
     * @throws IllegalStateException if it cannot take values of this shape, or is closed */
    Map<String, TensorValues> run(FloatBuffer values, long[] shape) {
        return run(values, shape, result -> {
            Map<String, TensorValues> outputs = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                if (output.getValue() instanceof OnnxTensor found && isFloatingPoint(found)) {
                    outputs.put(output.getKey(),
                            new TensorValues(found.getInfo().getShape(), found.getFloatBuffer()));
                }
            }
            return outputs;
        });
    }

    /** The shapes of the network's outputs of floating-point values, by name; without copying values.
     *
     * @throws IllegalStateException as {@link #run} */
    Map<String, long[]> shapes(FloatBuffer values, long[] shape) {
        return run(values, shape, result -> {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                if (output.getValue() instanceof OnnxTensor found && isFloatingPoint(found)) {
                    shapes.put(output.getKey(), found.getInfo().getShape());
                }
            }
            return shapes;
        });
    }

    private <T> T run(FloatBuffer values, long[] shape, OutputReader<T> reader) {
        lock.readLock().lock();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape);
                OrtSession.Result outputs = session.run(Map.of(input, tensor))) {
            return reader.read(outputs);
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": the network failed on a batch " + Arrays.toString(shape) + " ("
                    + reason(e) + ")", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static boolean isFloatingPoint(OnnxTensor tensor) {
        return switch (tensor.getInfo().type) {
            case FLOAT, FLOAT16, BFLOAT16 -> true;
            case DOUBLE, INT8, INT16, INT32, INT64, UINT8, BOOL, STRING, UNKNOWN -> false;
        };
    }

    /** ONNX Runtime's messages have several lines, with places in its own source. */
    private static String reason(OrtException error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": cannot be closed", e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
