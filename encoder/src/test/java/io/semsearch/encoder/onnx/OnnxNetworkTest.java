package io.semsearch.encoder.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.DataFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxNetworkTest {

    @TempDir
    Path folder;

    @Test
    void theInputOfAClassifiersLastLayerIsTaken() throws IOException {
        assertThat(FeatureTensor.of(parse(TinyNetworks.classifier(0))).tensor()).isEqualTo("flat");
        assertThat(FeatureTensor.of(parse(TinyNetworks.matMulClassifier())).tensor()).as("before drop-out")
                .isEqualTo("flat");
    }

    @Test
    void aPooledConvolutionOfOnePixelIsAClassifierIfItGivesClasses() throws IOException {
        assertThat(FeatureTensor.of(parse(TinyNetworks.convolutionalClassifier(1000, false))).tensor())
                .isEqualTo("relu2");
        assertThat(FeatureTensor.of(parse(TinyNetworks.convolutionalClassifier(7, true))).tensor())
                .isEqualTo("relu2");
        assertThat(FeatureTensor.of(parse(TinyNetworks.convolutionalClassifier(1280, false))).tensor())
                .as("features of 1280 values").isEqualTo("logits");
    }

    @Test
    void anOutputThatIsNamedFeaturesIsTakenAsItIs() throws IOException {
        OnnxNetwork towers = parse(TinyNetworks.twoTowers());

        assertThat(FeatureTensor.of(towers)).isEqualTo(new FeatureTensor("image_embeds", "the output is named so"));
        assertThat(towers.tensors()).doesNotContain("text_embeds");
    }

    @Test
    void whatTheFeaturesDoNotNeedIsLeftOut() throws IOException {
        OnnxNetwork network = parse(TinyNetworks.twoTowers());

        OnnxNetwork pruned = parse(network.withOutputs(List.of("image_embeds", "relu1"), true, false));

        assertThat(pruned.outputs()).containsExactly("image_embeds", "relu1");
        assertThat(pruned.tensors()).containsExactly("conv1", "relu1", "conv2", "relu2", "pooled", "image_embeds");
        assertThat(pruned.weightSizes("words")).isEmpty();
        assertThat(pruned.weightSizes("second")).containsExactly(6L, 4L, 3L, 3L);
        assertThatThrownBy(() -> network.withOutputs(List.of("text_embeds"), true, false))
                .isInstanceOf(DataFileException.class).hasMessageContaining("'text_embeds'");
    }

    @Test
    void theInputSaysHowPhotosAreTaken() throws IOException {
        assertThat(parse(TinyNetworks.classifier(4)).input()).isEqualTo(new NetworkInput("data", 4, 8, 8, false));
        assertThat(parse(TinyNetworks.channelsLast()).input()).isEqualTo(new NetworkInput("data", 0, 8, 8, true));
        assertThatThrownBy(() -> OnnxNetwork.parse(TinyNetworks.classifier(0), "net", Optional.of("tokens")))
                .isInstanceOf(DataFileException.class).hasMessageContaining("[data]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version https://git-lfs.github.com/spec/v1", "\u0008\u0006"})
    void whatIsNoNetworkIsRefused(String content) {
        assertThatThrownBy(() -> parse(content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataFileException.class).hasMessageStartingWith("net: expected an ONNX network");
    }

    @Test
    void aTruncatedNetworkIsRefused() {
        byte[] whole = TinyNetworks.classifier(0);
        for (int length = 1; length < whole.length; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> parse(part)).isInstanceOf(DataFileException.class);
        }
    }

    @Test
    void weightsBesideTheNetworkAreRead() throws IOException {
        ByteBuffer weights = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 7; i++) {
            weights.putFloat(i);
        }
        Files.write(folder.resolve("weights.bin"), weights.array());
        Path file = Files.write(folder.resolve("net.onnx"), TinyNetworks.withExternalWeight("weights.bin"));

        OnnxNetwork network = OnnxNetwork.read(file, Optional.empty());

        byte[] complete = network.withOutputs(List.of("features"), true, false);
        assertThat(FeatureTensor.of(parse(complete)).tensor()).isEqualTo("features");
    }

    @Test
    void weightsElsewhereAreRefused() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.write(folder.resolve("secret"), new byte[28]);
        Files.createSymbolicLink(inside.resolve("link"), folder.resolve("secret"));
        for (String location : List.of("../secret", folder.resolve("secret").toString(), "link", "")) {
            Path file = Files.write(inside.resolve("net.onnx"), TinyNetworks.withExternalWeight(location));
            assertThatThrownBy(() -> OnnxNetwork.read(file, Optional.empty())).as(location)
                    .isInstanceOf(DataFileException.class)
                    .hasMessageContaining("not in the network's folder");
        }
        Files.write(inside.resolve("short"), new byte[10]);
        Path file = Files.write(inside.resolve("net.onnx"), TinyNetworks.withExternalWeight("short"));
        assertThatThrownBy(() -> OnnxNetwork.read(file, Optional.empty())).isInstanceOf(DataFileException.class)
                .hasMessageContaining("which has 10 bytes");
    }

    private static OnnxNetwork parse(byte[] bytes) throws IOException {
        return OnnxNetwork.parse(bytes, "net", Optional.empty());
    }
}
