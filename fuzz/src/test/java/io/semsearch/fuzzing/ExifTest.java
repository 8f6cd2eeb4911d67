package io.semsearch.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.semsearch.photo.ImageDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cameras write into JPEG files: the segment is fuzzed, the rest of the file is sound. */
class ExifTest {

    private static final Path PHOTOS = Path.of("../encoder/src/test/resources/io/semsearch/photo");
    private static final byte[] SOUND = Target.content(PHOTOS.resolve("gray.jpg"));
    private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MOST_BYTES = 60_000;
    private static final ImageDecoder DECODER = new ImageDecoder();
    private static final Target TARGET = new Target("fuzzed.jpg", DECODER::decode);

    /** The segment of a photo that has one. */
    static Stream<Arguments> seeds() {
        byte[] camera = Target.content(PHOTOS.resolve("camera.jpg"));
        int at = new String(camera, StandardCharsets.ISO_8859_1).indexOf("Exif\0\0");
        int length = ByteBuffer.wrap(camera).getShort(at - Short.BYTES) - Short.BYTES - MARK.length;
        return Stream
                .of(Arguments.of((Object) Arrays.copyOfRange(camera, at + MARK.length, at + MARK.length + length)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void exif(byte[] content) throws IOException {
        byte[] segment = Arrays.copyOf(content, Math.min(content.length, MOST_BYTES));
        int length = Short.BYTES + MARK.length + segment.length;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(SOUND, 0, 2);
        file.writeBytes(new byte[]{(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
        file.writeBytes(MARK);
        file.writeBytes(segment);
        file.write(SOUND, 2, SOUND.length - 2);
        TARGET.tryOne(file.toByteArray());
    }
}
