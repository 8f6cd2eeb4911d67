package io.semsearch.photo;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.photo.ImageDecoder.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Photos with some bytes changed, cut or repeated: each is read or refused, in bounded time and memory.
 *
 * <p>The changes are the same in each run; {@code -Dtests.seed=N} makes others. */
@Tag("slow")
class PhotoFuzzTest {

    private static final Duration FOR_ALL = Duration.ofSeconds(30);
    private static final Duration FOR_ONE = Duration.ofSeconds(8);
    private static final long MAX_PIXELS = 4_000_000;
    private static final int MOST_PHOTOS = 5000;
    private static final int MOST_CHANGES = 8;
    private static final long DEFAULT_SEED = 20_261_128;
    private static final byte[] EDGES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};

    private final long seed = Long.getLong("tests.seed", DEFAULT_SEED);
    private final ImageDecoder decoder = new ImageDecoder(new Limits(MAX_PIXELS, 1 << 20, Duration.ofSeconds(1), 64));

    @Test
    void photosAreReadOrRefused() throws IOException {
        List<String> names = new String(resource("expected.csv"), StandardCharsets.UTF_8).lines()
                .map(row -> row.substring(0, row.indexOf(','))).toList();
        Random random = new Random(seed);
        long end = System.nanoTime() + FOR_ALL.toNanos();
        int refused = 0;
        int photos = 0;
        while (photos < MOST_PHOTOS && System.nanoTime() < end) {
            String name = names.get(random.nextInt(names.size()));
            byte[] content = changed(resource(name), random);
            String which = "photo " + photos + ", " + name + "; replay with -Dtests.seed=" + seed;
            long start = System.nanoTime();
            try {
                DecodedImage image = decoder.decode(content, name);
                assertThat((long) image.width() * image.height()).as(which).isBetween(1L, MAX_PIXELS);
            } catch (UnreadableImageException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(which, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(which).isLessThan(FOR_ONE);
            photos++;
        }
        assertThat(refused).as("of %d photos", photos).isBetween(photos / 50, photos - photos / 50);
    }

    private static byte[] changed(byte[] content, Random random) {
        for (int change = random.nextInt(MOST_CHANGES); change >= 0; change--) {
            int at = random.nextInt(Math.max(1, content.length));
            switch (random.nextInt(8)) {
                case 0 -> content = Arrays.copyOf(content, Math.max(1, at));
                case 1 -> {
                    byte[] longer = Arrays.copyOf(content, content.length + random.nextInt(64));
                    System.arraycopy(content, at, longer, longer.length - (content.length - at), content.length - at);
                    content = longer;
                }
                case 2, 3 -> content[at] = EDGES[random.nextInt(EDGES.length)];
                default -> content[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return content;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream input = Objects.requireNonNull(PhotoFuzzTest.class.getResourceAsStream(name), name)) {
            return input.readAllBytes();
        }
    }
}
