package io.semsearch.encoder.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.io.IOException;
import java.util.List;

/** What ONNX Runtime computes with on this computer: CUDA if the build has it (profile {@code cuda-encoder}) and a card
 * works, otherwise the processor. */
public final class OnnxProviders {

    private OnnxProviders() {}

    /** Loads a network. */
    interface Loading {

        OrtSession with(OrtSession.SessionOptions options) throws OrtException;
    }

    /** Version of ONNX Runtime and names of its providers in this build: {@code 1.29.0 with CPU}. */
    public static String describe() {
        List<String> names = OrtEnvironment.getAvailableProviders().stream().map(OrtProvider::getName)
                .map(name -> name.replace("ExecutionProvider", "")).sorted().toList();
        return environment().getVersion() + " with " + String.join(", ", names);
    }

    /** True if this build can use an NVIDIA card. */
    public static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    /** Tries to use an NVIDIA card.
     *
     * @return for people: that it works, or why not */
    public static String probeCuda() {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            addCuda(options);
            return "works";
        } catch (OrtException e) {
            return "does not work: " + e.getMessage();
        }
    }

    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "semsearch");
    }

    /** Unpacks and loads ONNX Runtime, the first time.
     *
     * @throws IOException if that fails */
    static OrtEnvironment loaded() throws IOException {
        try {
            return environment();
        } catch (LinkageError e) {
            throw new IOException("ONNX Runtime cannot be loaded (" + e.getMessage() + "): it unpacks its library into "
                    + "the folder for temporary files, " + System.getProperty("java.io.tmpdir") + ": make room there, "
                    + "or name another with SEMSEARCH_JAVA_OPTS=-Djava.io.tmpdir=DIR", e);
        }
    }

    /** Loads a network for CUDA, and for the processor if CUDA is not there or fails. */
    static OrtSession load(Loading loading) throws OrtException {
        if (hasCuda()) {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                addCuda(options);
                return loading.with(options);
            } catch (OrtException e) {
                // no card, no driver, or another CUDA than the build's: doctor says why
                return onProcessor(loading);
            }
        }
        return onProcessor(loading);
    }

    private static OrtSession onProcessor(Loading loading) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            return loading.with(options);
        }
    }

    private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            // shortened floats would give other features than the processor does
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
        }
    }
}
