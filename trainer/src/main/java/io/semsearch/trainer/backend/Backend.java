package io.semsearch.trainer.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The ND4J backend of this process, selected once at the first use of ND4J.
 *
 * @param name       the name of ND4J's backend
 * @param cuda       true for an NVIDIA GPU
 * @param blas       the library that computes matrix products
 * @param threads    number of threads of a matrix product on the processor
 * @param cudaDefect why the GPU cannot be used although this build has the CUDA backend; empty if it can be used or was
 *                   not tried */
public record Backend(String name, boolean cuda, String blas, int threads, Optional<String> cudaDefect) {

    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
    private static final String CUDA_JAR = "nd4j-cuda";

    /** Smallest number of values for which operations other than matrix products use several threads. */
    private static final int PARALLEL_FROM = 1 << 20;

    /** True if this build has the CUDA backend (Maven profile {@code cuda}). */
    public static boolean hasCuda() {
        try {
            return Collections.list(Backend.class.getClassLoader().getResources(SERVICE)).stream()
                    .anyMatch(Backend::isCuda);
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be read", e);
        }
    }

    /** Loads ND4J with the backend for a device; takes about a second.
     *
     * <p>By itself, ND4J would try a GPU first and fall back to the processor with a stack trace on stderr. This method
     * shows ND4J only the backends of the requested device, and turns what it prints into a reason.
     *
     * @throws BackendException if the requested device cannot be used; the message gives the reason and the remedy */
    public static Backend select(Device device) {
        // without this, JavaCPP fails when the process is larger than twice the heap's limit
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        Backend backend = choose(device);
        // by default even the smallest operation wakes all threads, which takes longer than the operation
        Nd4j.getEnvironment().setElementwiseThreshold(PARALLEL_FROM);
        Nd4j.getEnvironment().setTadThreshold(PARALLEL_FROM);
        return backend;
    }

    private static Backend choose(Device device) {
        return switch (device) {
            case CPU -> load(false)
                    .orElseThrow(() -> new BackendException("no backend for this processor is on the class path"));
            case CUDA -> selectCuda();
            case AUTO -> hasCuda() ? selectBest() : choose(Device.CPU);
        };
    }

    /** Multiplies two matrices and applies a function to each value, to check that the backend computes.
     *
     * @return the sum of the results: 256 x 256 x 256 x exp(0) if they are right */
    public static double probe() {
        try (INDArray ones = Nd4j.ones(256, 256); INDArray product = ones.mmul(ones)) {
            product.subi(256);
            try (INDArray exponential = Transforms.exp(product, true)) {
                return exponential.sumNumber().doubleValue() * 256;
            }
        }
    }

    private static Backend selectCuda() {
        if (!hasCuda()) {
            throw new BackendException(
                    "this build has no CUDA backend: build it with 'mvn -Pcuda -DskipTests package', or "
                            + "use --device cpu");
        }
        CapturedErrors errors = new CapturedErrors();
        try (errors) {
            Optional<Backend> backend = load(true);
            if (backend.isPresent() && backend.get().cuda()) {
                return backend.get();
            }
        } catch (RuntimeException | LinkageError e) {
            throw new BackendException(CudaRemedy.explain(errors.text() + "\n" + e), e);
        }
        throw new BackendException(CudaRemedy.explain(errors.text()));
    }

    private static Backend selectBest() {
        CapturedErrors errors = new CapturedErrors();
        try (errors) {
            Backend backend = describe(Optional.empty());
            return backend.cuda() ? backend : describe(Optional.of(CudaRemedy.explain(errors.text())));
        }
    }

    private static Optional<Backend> load(boolean cuda) {
        ND4JClassLoading.setNd4jClassloader(new OnlyBackends(cuda));
        Backend backend = describe(Optional.empty());
        return backend.cuda() == cuda ? Optional.of(backend) : Optional.empty();
    }

    private static Backend describe(Optional<String> cudaDefect) {
        return new Backend(Nd4j.getBackend().getClass().getSimpleName(), !Nd4j.getEnvironment().isCPU(),
                String.valueOf(Nd4j.factory().blas().getBlasVendor()), Nd4j.factory().blas().getMaxThreads(),
                cudaDefect);
    }

    private static boolean isCuda(URL provider) {
        return provider.getPath().contains(CUDA_JAR);
    }

    /** A description in one line, for people. */
    @Override
    public String toString() {
        String device = cuda ? "CUDA" : "CPU, " + threads + (threads == 1 ? " thread" : " threads");
        return device + " (" + name + ", " + blas + ")"
                + cudaDefect.map(defect -> "; the GPU cannot be used: " + defect).orElse("");
    }

    /** A class loader in which ND4J finds only the backends of one kind. */
    private static final class OnlyBackends extends ClassLoader {

        private final boolean cuda;

        OnlyBackends(boolean cuda) {
            super(Backend.class.getClassLoader());
            this.cuda = cuda;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            Enumeration<URL> all = super.getResources(name);
            if (!name.equals(SERVICE)) {
                return all;
            }
            Stream<URL> kept = Collections.list(all).stream().filter(provider -> isCuda(provider) == cuda);
            return Collections.enumeration(kept.toList());
        }
    }

    /** Captures what is printed to stderr while it is open. */
    private static final class CapturedErrors implements AutoCloseable {

        private final PrintStream before = System.err;
        private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

        CapturedErrors() {
            System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        }

        String text() {
            return captured.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            System.setErr(before);
        }
    }
}
