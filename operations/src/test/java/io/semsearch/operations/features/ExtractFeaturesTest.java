package io.semsearch.operations.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.operations.OperationCancelledException;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractFeaturesTest {

    private static final int PHOTOS = 20;

    @TempDir
    Path folder;

    private final List<ImageRecord> images = new ArrayList<>();

    @BeforeEach
    void drawPhotos() throws IOException {
        for (int width = 1; width <= PHOTOS; width++) {
            images.add(new ImageRecord(100 + width, width + ".png", 0, 0, ""));
            ImageIO.write(new BufferedImage(width, 2, BufferedImage.TYPE_INT_RGB), "png",
                    folder.resolve(width + ".png").toFile());
        }
    }

    @Test
    void theFileHasTheFeaturesOfEachImage() throws IOException {
        Path file = folder.resolve("features.safetensors");

        ExtractFeatures.Result result = ExtractFeatures.run(options(file), OperationListener.NONE);

        assertThat(result).isEqualTo(new ExtractFeatures.Result(PHOTOS, 2, 0, List.of()));
        ImageFeatures features = ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE);
        assertThat(features.size()).isEqualTo(PHOTOS);
        assertThat(features.encoder()).isEqualTo(EncoderId.named("size", 2));
        for (int row = 0; row < PHOTOS; row++) {
            assertThat(features.matrix().row(row)).as("width and height of image %d", features.imageId(row))
                    .containsExactly(features.imageId(row) - 100f, 2f);
        }
    }

    @Test
    void anUnreadablePhotoOrACancellationLeavesTheEarlierFile() throws IOException {
        Path file = Files.writeString(folder.resolve("features.safetensors"), "earlier");
        OperationListener cancelling = new OperationListener() {

            private volatile boolean isCancelled;

            @Override
            public Progress progress() {
                return (name, total, unit) -> done -> isCancelled = done == 3;
            }

            @Override
            public boolean isCancelled() {
                return isCancelled;
            }
        };

        assertThatThrownBy(() -> ExtractFeatures.run(options(file), cancelling))
                .isInstanceOf(OperationCancelledException.class);
        Files.writeString(folder.resolve("7.png"), "no image");
        assertThatThrownBy(() -> ExtractFeatures.run(options(file), OperationListener.NONE))
                .isInstanceOf(IOException.class).hasMessageContaining("7.png");
        assertThat(file).hasContent("earlier");
    }

    @Test
    void unreadablePhotosAreLeftOutAndNamed() throws IOException {
        Files.writeString(folder.resolve("7.png"), "no image");
        Files.delete(folder.resolve("9.png"));
        Path file = folder.resolve("features.npy");

        ExtractFeatures.Result result = ExtractFeatures.run(
                new ExtractFeatures.Options(images, folder, new SizeEncoder(), file, false), OperationListener.NONE);

        assertThat(result.images()).isEqualTo(PHOTOS - 2);
        assertThat(result.skipped()).hasSize(2);
        assertThat(result.skipped().get(0)).contains("7.png");
        assertThat(result.skipped().get(1)).contains("there is no photo").contains("9.png");
        ImageFeatures features = ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE);
        assertThat(features.imageIds()).hasSize(PHOTOS - 2).doesNotContain(107, 109);
        assertThat(features.row(features.rowOf(108))).containsExactly(8, 2);
    }

    @Test
    void anInterruptedCallGoesOnWhereItWas() throws IOException {
        for (int id = 0; id < 600; id++) {
            images.add(new ImageRecord(1000 + id, "1.png", 0, 0, ""));
        }
        Path file = folder.resolve("features.safetensors");
        assertThatThrownBy(() -> ExtractFeatures.run(counting(file, new AtomicInteger()), OperationListener.NONE))
                .isInstanceOf(IllegalStateException.class).hasMessageEndingWith("the power fails");
        AtomicInteger encoded = new AtomicInteger(1000);

        ExtractFeatures.Result result = ExtractFeatures.run(counting(file, encoded), OperationListener.NONE);

        assertThat(result.resumed()).isEqualTo(256);
        assertThat(encoded).as("encoded by the second call").hasValue(1000 + images.size() - 256);
        assertThat(folder.resolve("features.safetensors.part")).doesNotExist();
        ImageFeatures features = ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE);
        assertThat(features.size()).isEqualTo(images.size());
        assertThat(features.row(features.rowOf(120))).containsExactly(20, 2);
        assertThat(features.row(features.rowOf(1500))).containsExactly(1, 2);
    }

    @Test
    void thePartOfAnotherEncoderIsNotTaken() throws IOException {
        Path file = folder.resolve("features.safetensors");
        Files.write(folder.resolve("features.safetensors.part"), new byte[64 + 2 * 4 * PHOTOS]);

        assertThat(ExtractFeatures.run(options(file), OperationListener.NONE).resumed()).isZero();
        ImageFeatures features = ImageFeaturesReader.read(file, FeaturesOptions.defaults(), Progress.NONE);
        assertThat(features.row(0)).containsExactly(1, 2);
    }

    @Test
    void aFolderIsAListOfItsPhotos() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no photo");
        Files.createDirectory(folder.resolve("folder.png"));

        List<ImageRecord> photos = PhotoList.of(folder);

        assertThat(photos).hasSize(PHOTOS).first().isEqualTo(new ImageRecord(1, "1.png", 0, 0, ""));
        PhotoList.write(photos, folder.resolve("photos.json"));
        assertThat(CaptionsReader.read(folder.resolve("photos.json"), 1 << 20, Progress.NONE).images())
                .isEqualTo(photos);
    }

    /** Fails at the 300th photo. */
    private ExtractFeatures.Options counting(Path file, AtomicInteger encoded) {
        ImageEncoder failing = new SizeEncoder() {

            @Override
            public float[] encode(BufferedImage image) {
                if (encoded.incrementAndGet() == 300) {
                    throw new IllegalStateException("the power fails");
                }
                return super.encode(image);
            }
        };
        return new ExtractFeatures.Options(images, folder, failing, file, true);
    }

    private ExtractFeatures.Options options(Path file) {
        return new ExtractFeatures.Options(images, folder, new SizeEncoder(), file, true);
    }

    /** The features of a photo are its width and its height. */
    private static class SizeEncoder implements ImageEncoder {

        @Override
        public EncoderId id() {
            return EncoderId.named("size", 2);
        }

        @Override
        public float[] encode(BufferedImage image) {
            return new float[]{image.getWidth(), image.getHeight()};
        }
    }
}
