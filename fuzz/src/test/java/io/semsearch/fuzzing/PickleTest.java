package io.semsearch.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles of features, and torch's files of before 2020. */
class PickleTest {

    private static final long MOST_UNPACKED = 1 << 20;
    private static final Target TARGET = new Target("fuzzed.pkl", file -> ImageFeaturesReader.read(file,
            new FeaturesOptions(Optional.empty(), MOST_UNPACKED), Progress.NONE));

    static Stream<Arguments> seeds() throws IOException {
        return Target.seeds("datasets", "features", ".*\\.pkl|.*legacy\\.pt").map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void features(byte[] content) throws IOException {
        TARGET.tryOne(content);
    }
}
