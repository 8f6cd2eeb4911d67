package io.semsearch.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PhotoMetadataTest {

    @Test
    void readsWhatTheCameraWrote() throws IOException {
        PhotoMetadata metadata = read("camera.jpg");
        assertThat(metadata.taken()).contains(LocalDateTime.of(2019, 7, 14, 18, 30, 5));
        assertThat(metadata.camera()).as("the model repeats the make").isEqualTo("Canon EOS 5D");
        assertThat(metadata.place()).hasValueSatisfying(place -> {
            assertThat(place.latitude()).isCloseTo(-33.8567, within(1e-4));
            assertThat(place.longitude()).isCloseTo(151.215, within(1e-4));
        });
        assertThat(read("plain.jpg")).isEqualTo(PhotoMetadata.NONE);
        assertThat(read("lossy.webp")).isEqualTo(PhotoMetadata.NONE);
    }

    @Test
    void nonsenseIsUnknown() throws IOException {
        PhotoMetadata metadata = read("nonsense.jpg");
        assertThat(metadata.taken()).isEmpty();
        assertThat(metadata.camera()).startsWith("[31mxxx").hasSize(PhotoMetadata.LONGEST_CAMERA);
        assertThatIllegalArgumentException().isThrownBy(() -> new PhotoMetadata.Place(90.5, 0))
                .withMessageContaining("got 90.5 and 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new PhotoMetadata.Place(Double.NaN, 0));
    }

    private static PhotoMetadata read(String name) throws IOException {
        try (InputStream input = Objects.requireNonNull(PhotoMetadataTest.class.getResourceAsStream(name), name)) {
            return new ImageDecoder().decode(input.readAllBytes(), name).metadata();
        }
    }
}
