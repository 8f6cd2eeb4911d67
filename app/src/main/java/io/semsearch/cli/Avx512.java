package io.semsearch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which kernels OpenBLAS shall use. It chooses by the processor's model, so it takes slow ones where the model is newer
 * than itself: on AMD's family 26 those for AVX2, which multiply half as fast (docs/decisions/0073). */
final class Avx512 {

    /** Environment variable that OpenBLAS reads when it is loaded. */
    static final String VARIABLE = "OPENBLAS_CORETYPE";

    /** Kernels for AVX-512; those of later processors differ for short numbers only. */
    private static final String KERNELS = "SkylakeX";

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** What these kernels need. */
    private static final List<String> FLAGS = List.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

    private Avx512() {}

    /** The kernels for this computer; empty where OpenBLAS shall choose. */
    static Optional<String> kernels() {
        try {
            return kernels(Files.readString(PROCESSORS, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // not Linux
        }
    }

    /** @param processors the text of /proc/cpuinfo */
    static Optional<String> kernels(String processors) {
        return processors.lines().filter(line -> line.startsWith("flags")).findFirst()
                .filter(line -> Arrays.asList(line.split("\\s+")).containsAll(FLAGS)).map(line -> KERNELS);
    }
}
