package io.semsearch.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Features as numpy arrays. */
class NpyTest {

    private static final long MOST_UNPACKED = 1 << 20;
    private static final Path IDS = Path.of("../datasets/src/test/resources/features/float32_ids.npy");
    private static final Target TARGET = new Target("fuzzed.npy", file -> ImageFeaturesReader.read(file,
            new FeaturesOptions(Optional.of(IDS), MOST_UNPACKED), Progress.NONE));

    static Stream<Arguments> seeds() throws IOException {
        return Target.seeds("datasets", "features", ".*\\.npy").map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void features(byte[] content) throws IOException {
        TARGET.tryOne(content);
    }
}
