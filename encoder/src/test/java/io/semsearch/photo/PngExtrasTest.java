package io.semsearch.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Colour profiles, EXIF and texts of PNG files, hostile ones too. {@link PhotoFormatsTest} compares colours with
 * PIL. */
class PngExtrasTest {

    private static final int AFTER_HEADER = 33;
    private static final int END = 12;

    @Test
    void aProfileThatCannotBeUsedLeavesColoursAsTheyAre() throws IOException {
        int[] plain = {200, 40, 60};
        byte[] png = withoutProfile();
        assertThat(red(png)).containsExactly(plain);
        assertThat(red(with(png, "iCCP", "no zlib stream".getBytes(StandardCharsets.US_ASCII)))).containsExactly(plain);
        assertThat(red(with(png, "iCCP", profile(deflated(1))))).as("zeros").containsExactly(plain);
        assertThat(red(with(png, "iCCP", new byte[0]))).containsExactly(plain);
    }

    @Test
    void whatUnpacksToGigabytesIsPassedOver() throws IOException {
        byte[] bomb = profile(deflated(4000));
        assertThat(bomb).hasSizeLessThan(5 << 20);
        for (String type : new String[]{"iCCP", "zTXt"}) {
            assertThat(red(with(withoutProfile(), type, bomb))).as(type).containsExactly(200, 40, 60);
        }
    }

    @Test
    void aClaimOfGigabytesIsNotBelieved() throws IOException {
        byte[] png = with(withoutProfile(), "iCCP", new byte[8]);
        png[AFTER_HEADER] = 0x7F;
        assertThatThrownBy(() -> red(png)).isInstanceOf(UnreadableImageException.class).hasMessageContaining("damaged");

        byte[] whole = withoutProfile();
        ByteArrayOutputStream late = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(late);
        out.write(whole, 0, whole.length - END);
        out.writeInt(Integer.MAX_VALUE);
        out.writeBytes("eXIf");
        out.write(whole, whole.length - END, END);
        assertThat(red(late.toByteArray())).containsExactly(200, 40, 60);
    }

    @Test
    void exifTurnsThePhotoUpright() throws IOException {
        ByteArrayOutputStream exif = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(exif);
        out.writeBytes("MM\0*");
        out.writeInt(8);
        out.writeShort(1);
        out.writeShort(0x0112);
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(6);
        out.writeShort(0);
        out.writeInt(0);

        DecodedImage turned = new ImageDecoder().decode(with(withoutProfile(), "eXIf", exif.toByteArray()),
                "turned.png");

        assertThat(turned.width()).isEqualTo(30);
        assertThat(turned.height()).isEqualTo(40);
    }

    private static int[] red(byte[] png) throws IOException {
        int rgb = new ImageDecoder().decode(png, "photo.png").pixels().getRGB(10, 7);
        return new int[]{rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF};
    }

    /** A name, the method, and a stream. */
    private static byte[] profile(byte[] deflated) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(new byte[]{'a', 0, 0});
        chunk.writeBytes(deflated);
        return chunk.toByteArray();
    }

    /** Zeros, deflated once and repeated; the checksum at the end is missing. */
    private static byte[] deflated(int mebibytes) {
        byte[] buffer = new byte[1 << 16];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[1 << 20]);
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        deflater.end();
        out.writeBytes(new byte[]{0x78, (byte) 0xDA});
        for (int i = 0; i < mebibytes; i++) {
            out.write(buffer, 0, length);
        }
        return out.toByteArray();
    }

    /** A PNG file with one more chunk behind its header. */
    private static byte[] with(byte[] png, String type, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(png, 0, AFTER_HEADER);
        out.writeInt(content.length);
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        out.writeBytes(type);
        out.write(content);
        out.writeInt((int) crc.getValue());
        out.write(png, AFTER_HEADER, png.length - AFTER_HEADER);
        return bytes.toByteArray();
    }

    /** The file "wide.png" with another name for its profile's chunk. */
    private static byte[] withoutProfile() throws IOException {
        try (InputStream in = Objects.requireNonNull(PngExtrasTest.class.getResourceAsStream("wide.png"))) {
            byte[] png = in.readAllBytes();
            assertThat(new String(png, AFTER_HEADER + 4, 4, StandardCharsets.US_ASCII)).isEqualTo("iCCP");
            png[AFTER_HEADER + 4] = 'x';
            return png;
        }
    }
}
