package io.semsearch.trainer.backend;

import java.util.List;

/** Turns what ND4J and the CUDA libraries print into one line: the error and its remedy. */
final class CudaRemedy {

    private static final String OTHERWISE = "see 'semsearch doctor'";

    /** Remedies by text of the error; the first match is used. */
    private static final List<Remedy> REMEDIES = List.of(
            new Remedy("libcuda.so.1", "install NVIDIA's driver; this machine has none, or no NVIDIA card"),
            new Remedy("nvcuda.dll", "install NVIDIA's driver; this machine has none, or no NVIDIA card"),
            new Remedy("libcublas",
                    "install the CUDA 11.6 toolkit, or add the jar org.bytedeco:cuda:11.6-8.3-1.5.7 with the "
                            + "classifier of your system and '-redist'"),
            new Remedy("libcusolver",
                    "install the CUDA 11.6 toolkit, or add the jar org.bytedeco:cuda:11.6-8.3-1.5.7 with the "
                            + "classifier of your system and '-redist'"),
            new Remedy("no kernel image",
                    "this card is newer than ND4J's kernels, which are for compute capability 3.7 to 8.9: "
                            + "train on the CPU, or try a snapshot of ND4J for CUDA 12"),
            new Remedy("No CUDA devices", "the driver is there but sees no card: run nvidia-smi"));

    private CudaRemedy() {}

    static String explain(String printed) {
        String error = printed.lines().map(String::strip).filter(CudaRemedy::namesAnError).findFirst()
                .orElse("ND4J loaded no CUDA backend and gave no reason");
        String remedy = REMEDIES.stream().filter(it -> printed.contains(it.mention())).map(Remedy::remedy).findFirst()
                .orElse(OTHERWISE);
        return error + ": " + remedy;
    }

    private static boolean namesAnError(String line) {
        return !line.startsWith("at ")
                && (line.contains("Error") || line.contains("Exception") || line.contains("CUDA"));
    }

    private record Remedy(String mention, String remedy) {}
}
