package io.semsearch.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.semsearch.photo.ImageDecoder;
import io.semsearch.photo.ImageDecoder.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Photos of each format. */
class PhotoTest {

    private static final String PHOTOS = "io/semsearch/photo";
    private static final ImageDecoder DECODER = new ImageDecoder(
            new Limits(4_000_000, 1 << 20, Duration.ofSeconds(1), 64));
    private static final Target TARGET = new Target("fuzzed.jpg", DECODER::decode);

    static Stream<Arguments> seeds() throws IOException {
        return Target.seeds("encoder", PHOTOS, ".*\\.(jpg|png|webp|gif|bmp|tif)").map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void photos(byte[] content) throws IOException {
        TARGET.tryOne(content);
    }
}
