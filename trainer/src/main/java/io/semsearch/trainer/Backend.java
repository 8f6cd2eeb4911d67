package io.semsearch.trainer;

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

/** What ND4J computes with in this process: chosen once, at its first use.
 *
 * @param name       of ND4J's backend
 * @param cuda       true if it is an NVIDIA card
 * @param blas       the library for matrix products
 * @param threads    that a matrix product uses on the processor
 * @param cudaDefect why the card could not be used though this build has the backend for it; empty if it can, or
 *                   was not tried */
public record Backend(String name, boolean cuda, String blas, int threads, Optional<String> cudaDefect) {

    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
    private static final String CUDA_JAR = "nd4j-cuda";

    /** Values from which an operation other than a matrix product is divided among threads. */
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

    /** Loads ND4J with the backend for a device; takes a second.
     *
     * <p>ND4J itself prefers a card, and falls back to the processor with a stack trace on stderr. Here each device
     * sees its own backends alone, and what ND4J prints becomes the reason.
     *
     * @throws BackendException if the device was asked for and cannot be used; the message says why and what to do */
    public static Backend select(Device device) {
        // JavaCPP would call the process too large when it holds more than twice the heap's limit
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        Backend backend = choose(device);
        // by default even the smallest operation wakes all threads, which costs more than it saves
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

    /** Multiplies two matrices and applies one function to each value, to see that the backend computes.
     *
     * @return the sum of the results, 256 x 256 x 256 x exp(0) */
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

    /** For people. */
    @Override
    public String toString() {
        String device = cuda ? "CUDA" : "CPU, " + threads + (threads == 1 ? " thread" : " threads");
        return device + " (" + name + ", " + blas + ")"
                + cudaDefect.map(defect -> "; the GPU cannot be used: " + defect).orElse("");
    }

    /** Shows ND4J the backends of one kind. */
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

    /** Keeps what is printed to stderr while it is open. */
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
