package io.semsearch.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.NetworkImport;
import io.semsearch.encoder.onnx.OnnxNetwork;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.encoder.onnx.TinyNetworks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that are imported: their graph is read, changed, and run on a photo. */
class NetworkTest {

    private static final Target TARGET = new Target("fuzzed.onnx", NetworkTest::importNetwork);

    static Stream<Arguments> seeds() {
        return Stream.of(TinyNetworks.classifier(0), TinyNetworks.classifier(1)).map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void networks(byte[] content) throws IOException {
        TARGET.tryOne(content);
    }

    private static void importNetwork(Path file) throws IOException {
        InputChoice input = InputChoice.of(Preset.IMAGENET).withSize(TinyNetworks.SIZE);
        new NetworkImport(OnnxNetwork.read(file, Optional.empty()), input)
                .run(new NetworkImport.Origin("fuzzed", "fuzzed", ""), Quality.GOOD, Optional.empty());
    }
}
