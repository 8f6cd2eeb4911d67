package io.semsearch.operations.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.encoder.onnx.FeatureBlock;
import io.semsearch.encoder.onnx.InputChoice;
import io.semsearch.encoder.onnx.Preset;
import io.semsearch.encoder.onnx.Quality;
import io.semsearch.encoder.onnx.Resizing;
import io.semsearch.operations.DataFiles;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.features.ExtractFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks and photos that others made, in the folder that SEMSEARCH_REAL_DATA names. */
@EnabledIfEnvironmentVariable(named = "SEMSEARCH_REAL_DATA", matches = ".+")
class RealEncodersTest {

    private static final int PHOTOS = 200;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mobilenet_v2_1280, features1280.npy", "mobilenet_v2_pca512, features512.pkl.gz"})
    void featuresAgreeWithThoseThatPythonMadeWithTheSameNetwork(String network, String stored) throws IOException {
        Path flickr = data().resolve("flickr8k");
        List<ImageRecord> photos = CaptionsReader.read(flickr.resolve("captions_train.json"),
                DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES, Progress.NONE).images().subList(0, PHOTOS);
        Path file = folder.resolve("features.safetensors");
        String name = importNetwork(network, Quality.FAST).recipe().name();
        try (ImageEncoder encoder = store().open(name)) {
            ExtractFeatures.run(new ExtractFeatures.Options(photos, flickr.resolve("images"), encoder, file, true),
                    OperationListener.NONE);
        }

        ImageFeatures ours = ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE);
        ImageFeatures theirs = ImageFeaturesReader.read(flickr.resolve(stored), FeaturesOptions.defaults(),
                Progress.NONE);
        assertThat(ours.size()).isEqualTo(PHOTOS);
        long agreeing = photos.stream().filter(photo -> cosine(ours, theirs, photo.id()) >= 0.999).count();
        assertThat(agreeing).isGreaterThanOrEqualTo(PHOTOS * 99 / 100);
    }

    @Test
    void goodTakesTheMapsThatWereMeasured() throws IOException {
        assertThat(importNetwork("mobilenet_v2_1280", Quality.GOOD).recipe().blocks()).extracting(FeatureBlock::tensor)
                .containsExactly("features", "/net/Clip_59_output_0", "/net/Clip_47_output_0",
                        "/net/Clip_61_output_0");
    }

    private ImportEncoder.Result importNetwork(String network, Quality quality) throws IOException {
        // the photos are squares of the network's size
        return ImportEncoder.run(new ImportEncoder.Options(data().resolve("encoders").resolve(network + ".onnx"),
                store(), Optional.empty(), InputChoice.of(Preset.IMAGENET).with(Resizing.SQUEEZE), quality,
                Optional.empty(), "", ""), OperationListener.NONE);
    }

    private static double cosine(ImageFeatures ours, ImageFeatures theirs, long image) {
        float[] a = ours.row(ours.rowOf(image));
        float[] b = theirs.row(theirs.rowOf(image));
        return Vectors.dot(a, b) / Math.sqrt(Vectors.dot(a, a) * Vectors.dot(b, b));
    }

    private EncoderStore store() {
        return new EncoderStore(folder.resolve("encoders"));
    }

    private static Path data() {
        return Path.of(System.getenv("SEMSEARCH_REAL_DATA"));
    }
}
