package io.semsearch.operations.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.DataFileException;
import io.semsearch.datasets.pickle.Tensor;
import io.semsearch.datasets.pickle.TorchWeightsReader;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.encoder.resnet.NetworkWeights;
import io.semsearch.encoder.resnet.ResnetGraph;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ResNets that torchvision computed: the fixtures are make_resnets.py's. */
class ResnetImportTest {

    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    private EncoderStore store = new EncoderStore(Path.of(""));

    @BeforeEach
    void prepare() {
        store = new EncoderStore(folder.resolve("encoders"));
    }

    @ParameterizedTest
    @CsvSource({"tiny-basic, tiny-basic", "tiny-basic-legacy, tiny-basic", "tiny-bottleneck, tiny-bottleneck",
            "tiny-bottleneck-legacy, tiny-bottleneck"})
    void weightsThatTorchWroteGiveTorchvisionsFeatures(String weights, String features) throws IOException {
        Path file = unpacked(weights);

        ImportEncoder.Result result = importNetwork(file, 64, Quality.FAST);

        assertThat(result.features().tensor()).isEqualTo("flatten");
        assertThat(result.features().reason()).isEqualTo("the input of the last layer, Gemm 'fc'");
        assertEqual(result, 64, features);
        DescribeEncoder.Result described = DescribeEncoder.run(new DescribeEncoder.Options(file.toString(), store,
                InputChoice.of(Preset.IMAGENET).withSize(64)));
        assertThat(described.candidates()).extracting("tensor").contains("relu", "layer3.0.relu", "flatten", "fc");
    }

    @Test
    void aResnet18() throws IOException {
        assertEqual(importNetwork(written(WeightFormula.resnet(false, 2, 2, 2, 2)), 224, Quality.FAST), 224,
                "resnet18");
    }

    @Tag("slow")
    @Test
    void aResnet34() throws IOException {
        assertEqual(importNetwork(written(WeightFormula.resnet(false, 3, 4, 6, 3)), 224, Quality.FAST), 224,
                "resnet34");
    }

    @Tag("slow")
    @Test
    void aResnet50() throws IOException {
        assertEqual(importNetwork(written(WeightFormula.resnet(true, 3, 4, 6, 3)), 224, Quality.FAST), 224,
                "resnet50");
    }

    @Test
    void betterFeaturesHaveTheMapsOfSeveralStages() throws IOException {
        ImportEncoder.Result result = importNetwork(unpacked("tiny-bottleneck"), 224, Quality.BEST);

        assertThat(result.recipe().sizes()).containsExactly(224, 288);
        assertThat(result.recipe().blocks()).extracting("tensor").containsExactly("flatten", "layer4.0.relu2",
                "layer3.0.relu", "layer4.0.relu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer1.0.bn1.bias", "fc.weight", "conv1.weight", "layer4.0.conv1.weight"})
    void aMissingWeightIsNamed(String name) throws IOException {
        assertThatExceptionOfType(DataFileException.class).isThrownBy(() -> ResnetGraph.write(tiny(name, "")))
                .withMessageStartingWith("tiny: expected the weights of a ResNet as torchvision names them, but there "
                        + "is no '" + name + "', but ")
                .withMessageContaining("'bn1.weight'");
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() throws IOException {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> ResnetGraph.write(tiny("", "layer1.0.se.fc1.weight")))
                .withMessageContaining("it has no place for 'layer1.0.se.fc1.weight': export other networks as ONNX");
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> ResnetGraph.write(tiny("layer2.0.downsample.0.weight", "")))
                .withMessageContaining("the block 'layer2.0.' adds 2 to 4 channels");
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> new NetworkWeights("x").add("a", new int[]{2, 3}, new float[5]))
                .withMessage("x: the weight 'a' of shape [2, 3] has 5 values");
    }

    /** The weights of tiny-basic but one, and one more. */
    private NetworkWeights tiny(String without, String more) throws IOException {
        NetworkWeights weights = new NetworkWeights("tiny");
        Path file = unpacked("tiny-basic");
        for (Map.Entry<String, Tensor> entry : TorchWeightsReader.read(file, Progress.NONE).entrySet()) {
            if (!entry.getKey().equals(without)) {
                weights.add(entry.getKey(), entry.getValue().shape(), entry.getValue().values());
            }
        }
        if (!more.isEmpty()) {
            weights.add(more, new int[]{1}, new float[1]);
        }
        return weights;
    }

    private Path written(NetworkWeights weights) throws IOException {
        return Files.write(folder.resolve("resnet.onnx"), ResnetGraph.write(weights));
    }

    private ImportEncoder.Result importNetwork(Path file, int size, Quality quality) throws IOException {
        InputChoice input = new InputChoice(Preset.IMAGENET, Optional.empty(), Optional.of(size), Optional.empty(),
                Optional.of(size), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return ImportEncoder.run(new ImportEncoder.Options(file, store, Optional.of("net"), input, quality,
                Optional.empty(), "", ""), OperationListener.NONE);
    }

    private void assertEqual(ImportEncoder.Result result, int size, String features) throws IOException {
        float[] expected = numbers(features);
        try (ImageEncoder encoder = store.open(result.recipe().name())) {
            float[] found = encoder.encode(photo(size));
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.length; i++) {
                assertThat((double) found[i]).as("feature %d", i).isCloseTo(expected[i],
                        within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    private static BufferedImage photo(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = (rgb << 8) | (x * (3 + c) + y * (7 - c) + x * y / (5 + c)) % 256;
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private Path unpacked(String name) throws IOException {
        Path file = folder.resolve(name + ".pth");
        try (InputStream in = new GZIPInputStream(resource(name + ".pth.gz"))) {
            return Files.write(file, in.readAllBytes());
        }
    }

    private static float[] numbers(String name) throws IOException {
        try (InputStream in = resource(name + ".f32")) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] numbers = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(numbers);
            return numbers;
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ResnetImportTest.class.getResourceAsStream("/resnet/" + name), name);
    }
}
