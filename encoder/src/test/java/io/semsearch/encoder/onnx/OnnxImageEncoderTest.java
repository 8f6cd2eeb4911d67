package io.semsearch.encoder.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.DataFileException;
import io.semsearch.vector.FloatMatrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxImageEncoderTest {

    private static final Offset<Float> CLOSE = within(1e-5f);

    @TempDir
    Path folder;

    @Test
    void fastGivesTheFeatureTensorAsItIs() throws IOException {
        NetworkImport.Imported imported = imported(TinyNetworks.classifier(0), Quality.FAST);

        assertThat(imported.features().tensor()).isEqualTo("flat");
        assertThat(imported.recipe().blocks()).containsExactly(FeatureBlock.plain("flat", Pooling.NONE, 6));
        try (OnnxImageEncoder encoder = open(imported)) {
            float[] features = encoder.encode(noise(1));
            assertThat(features).hasSize(6).isNotEqualTo(encoder.encode(noise(2)));
            assertThat(encoder.encode(mirrored(noise(1)))).isNotEqualTo(features);
        }
    }

    @Test
    void goodTakesBlocksOfSeveralDepths() throws IOException {
        List<FeatureBlock> blocks = imported(TinyNetworks.classifier(0), Quality.GOOD).recipe().blocks();

        assertThat(blocks).containsExactly(new FeatureBlock("flat", Pooling.NONE, true, true, 1, 6),
                new FeatureBlock("relu1", Pooling.MEAN, true, true, 1.4f, 4),
                new FeatureBlock("relu2", Pooling.MAX, false, true, 0.5f, 6));
    }

    @Test
    void goodSeesAPhotoAndItsMirrorImageAlike() throws IOException {
        try (OnnxImageEncoder encoder = open(imported(TinyNetworks.classifier(0), Quality.GOOD))) {
            float[] features = encoder.encode(noise(1));
            float[] mirrored = encoder.encode(mirrored(noise(1)));
            assertThat(features).hasSize(16).isNotEqualTo(encoder.encode(noise(2)));
            for (int i = 0; i < features.length; i++) {
                assertThat(mirrored[i]).isCloseTo(features[i], CLOSE);
            }
            assertThat(rootMeanSquare(features, 0, 6)).isCloseTo(1, CLOSE);
            assertThat(rootMeanSquare(features, 6, 4)).isCloseTo(1.4f, CLOSE);
        }
    }

    @Test
    void bestAveragesOverASecondSize() throws IOException {
        byte[] network = TinyNetworks.classifier(0);
        InputChoice larger = new InputChoice(Preset.IMAGENET, Optional.empty(), Optional.of(112),
                Optional.of(Resizing.SQUEEZE), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
        NetworkImport.Imported imported = new NetworkImport(parse(network), larger).run(origin(), Quality.BEST,
                Optional.empty());

        assertThat(imported.recipe().sizes()).containsExactly(112, 160);
        assertThat(imported.recipe().views()).isEqualTo(4);
        try (OnnxImageEncoder encoder = open(imported)) {
            assertThat(encoder.id().preprocessing()).contains("mirrored too, at 112 and 160 px");
            assertThat(encoder.encode(noise(1))).hasSize(16);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void aPhotoHasTheSameFeaturesInEveryBatchAndThread(long batch) throws IOException {
        try (OnnxImageEncoder encoder = open(imported(TinyNetworks.classifier(batch), Quality.FAST))) {
            List<BufferedImage> photos = IntStream.range(0, 20).mapToObj(OnnxImageEncoderTest::noise).toList();
            FloatMatrix together = encoder.encodeAll(photos);
            IntStream.range(0, 200).parallel().forEach(i -> {
                float[] alone = encoder.encode(photos.get(i % 20));
                for (int k = 0; k < alone.length; k++) {
                    assertThat(together.get(i % 20, k)).isCloseTo(alone[k], CLOSE);
                }
            });
            assertThat(encoder.encodeAll(List.of()).rows()).isZero();
        }
    }

    @Test
    void aDeclaredBatchIsOpenedWhereTheNetworkAllowsIt() throws IOException {
        assertThat(imported(TinyNetworks.classifier(3), Quality.FAST).recipe().input().batch()).isZero();
        NetworkImport.Imported one = imported(TinyNetworks.batchOfOne(), Quality.FAST);
        assertThat(one.recipe().input().batch()).isEqualTo(1);
        try (OnnxImageEncoder encoder = open(one)) {
            assertThat(encoder.encodeAll(List.of(noise(1), noise(2))).row(1)).isEqualTo(encoder.encode(noise(2)));
        }
    }

    @Test
    void channelsMayComeLast() throws IOException {
        BufferedImage red = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, 64).forEach(i -> red.setRGB(i % 8, i / 8, 0xFF0000));
        try (OnnxImageEncoder encoder = open(imported(TinyNetworks.channelsLast(), Quality.FAST))) {
            float[] features = encoder.encode(red);
            assertThat(features[0]).isCloseTo((1 - 0.485f) / 0.229f, CLOSE);
            assertThat(features[2]).isCloseTo(-0.406f / 0.225f, CLOSE);
        }
    }

    @Test
    void anotherTensorCanBeChosen() throws IOException {
        NetworkImport network = new NetworkImport(parse(TinyNetworks.classifier(0)), InputChoice.of(Preset.IMAGENET));

        assertThat(network.candidates()).contains(new CandidateTensor("relu1", "Relu", List.of(4L, 8L, 8L)),
                new CandidateTensor("flat", "Flatten", List.of(6L)));
        assertThat(network.run(origin(), Quality.FAST, Optional.of("relu1")).recipe().blocks())
                .containsExactly(FeatureBlock.plain("relu1", Pooling.MEAN, 4));
        assertThatThrownBy(() -> network.run(origin(), Quality.FAST, Optional.of("fc.weight")))
                .isInstanceOf(DataFileException.class).hasMessageContaining("fc.weight");
    }

    @Test
    void theRecipeIsReadAsItWasWritten() throws IOException {
        EncoderRecipe recipe = imported(TinyNetworks.classifier(0), Quality.BEST).recipe();
        recipe.write(folder);

        assertThat(EncoderRecipe.read(folder)).isEqualTo(recipe);
        assertThat(Files.readString(folder.resolve(EncoderRecipe.FILE))).contains("\"squeeze\"",
                "\"bilinear\"", "\"format\" : \"semsearch-encoder\"");
    }

    @Test
    void theFingerprintFollowsWhatDecidesAVectorAndNothingElse() throws IOException {
        EncoderRecipe recipe = imported(TinyNetworks.classifier(0), Quality.GOOD).recipe();
        EncoderRecipe renamed = new EncoderRecipe(recipe.format(), recipe.formatVersion(), "other",
                new EncoderRecipe.NetworkFile("n.onnx", recipe.network().sha256(), "elsewhere", "MIT"), recipe.input(),
                recipe.blocks(), recipe.flip(), recipe.sizes());

        assertThat(renamed.fingerprint()).isEqualTo(recipe.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(recipe.with(recipe.input().with(Resizing.PAD, 9)).fingerprint())
                .isNotEqualTo(recipe.fingerprint());
        assertThat(imported(TinyNetworks.classifier(0), Quality.FAST).recipe().fingerprint())
                .isNotEqualTo(recipe.fingerprint());
    }

    @Test
    void aDamagedEncoderIsRefused() throws IOException {
        NetworkImport.Imported imported = imported(TinyNetworks.classifier(0), Quality.FAST);
        open(imported).close();
        Path network = folder.resolve(NetworkImport.NETWORK_FILE);
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2]++;
        Files.write(network, bytes);
        assertThatThrownBy(() -> OnnxImageEncoder.open(folder)).isInstanceOf(DataFileException.class)
                .hasMessageContaining("expected the network with SHA-256");

        Path recipe = folder.resolve(EncoderRecipe.FILE);
        String text = Files.readString(recipe);
        for (String wrong : List.of(text.replace("network.onnx", "../network.onnx"), text.replace("\"sizes\"", "\"s\""),
                text.replace(": 1,", ": 7,"), "{}", "[]", "")) {
            Files.writeString(recipe, wrong);
            assertThatThrownBy(() -> EncoderRecipe.read(folder)).as(wrong).isInstanceOf(DataFileException.class)
                    .hasMessageStartingWith(recipe + ": expected the recipe of an encoder");
        }
    }

    private OnnxImageEncoder open(NetworkImport.Imported imported) throws IOException {
        Files.write(folder.resolve(NetworkImport.NETWORK_FILE), imported.network().bytes());
        imported.recipe().write(folder);
        return OnnxImageEncoder.open(folder);
    }

    private static NetworkImport.Imported imported(byte[] network, Quality quality) throws IOException {
        return new NetworkImport(parse(network), InputChoice.of(Preset.IMAGENET).with(Resizing.SQUEEZE))
                .run(origin(), quality, Optional.empty());
    }

    private static OnnxNetwork parse(byte[] network) throws IOException {
        return OnnxNetwork.parse(network, "tiny.onnx", Optional.empty());
    }

    private static NetworkImport.Origin origin() {
        return new NetworkImport.Origin("tiny", "a test", "");
    }

    private static BufferedImage noise(long seed) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, random.nextInt(1 << 24));
        }
        return image;
    }

    private static BufferedImage mirrored(BufferedImage image) {
        BufferedImage mirrored = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            mirrored.setRGB(7 - i % 8, i / 8, image.getRGB(i % 8, i / 8));
        }
        return mirrored;
    }

    private static float rootMeanSquare(float[] values, int start, int count) {
        double squares = 0;
        for (int i = start; i < start + count; i++) {
            squares += values[i] * values[i];
        }
        return (float) Math.sqrt(squares / count);
    }
}
