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
final class OpenBlasKernels {

    /** Environment variable that OpenBLAS reads when it is loaded. */
    static final String VARIABLE = "OPENBLAS_CORETYPE";

    /** Those for AVX-512. OpenBLAS has others for later processors, which multiply 32-bit numbers as fast. */
    private static final String AVX512 = "SkylakeX";

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** What those need. */
    private static final List<String> FLAGS = List.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

    private OpenBlasKernels() {}

    /** The kernels for this computer; empty where OpenBLAS shall choose. */
    static Optional<String> ofThisComputer() {
        try {
            return of(Files.readString(PROCESSORS, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // not Linux
        }
    }

    /** @param processors the text of /proc/cpuinfo */
    static Optional<String> of(String processors) {
        return processors.lines().filter(line -> line.startsWith("flags")).findFirst()
                .filter(line -> Arrays.asList(line.split("\\s+")).containsAll(FLAGS)).map(line -> AVX512);
    }
}
