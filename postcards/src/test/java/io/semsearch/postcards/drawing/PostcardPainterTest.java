package io.semsearch.postcards.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.postcards.scene.Atmosphere;
import io.semsearch.postcards.scene.Colour;
import io.semsearch.postcards.scene.Scene;
import io.semsearch.postcards.scene.SceneSampler;
import io.semsearch.postcards.scene.Setting;
import io.semsearch.postcards.scene.Subject;
import io.semsearch.postcards.scene.SubjectKind;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostcardPainterTest {

    private static final PostcardPainter PAINTER = new PostcardPainter(1);

    @Test
    void paintsEveryKindOfScene() {
        Random random = new Random(4);
        SceneSampler sampler = new SceneSampler(random);
        for (int i = 0; i < 150; i++) {
            BufferedImage image = PAINTER.paint(sampler.drawOrdinary(), random);
            assertThat(image.getWidth()).isEqualTo(256);
            assertThat(image.getHeight()).isEqualTo(192);
        }
    }

    @Test
    void paintsTheSameFromTheSameSeed() {
        Scene scene = scene(Setting.BEACH, Atmosphere.DUSK, SubjectKind.DOG, Colour.BROWN);
        assertThat(bytes(PAINTER.paint(scene, new Random(5)))).isEqualTo(bytes(PAINTER.paint(scene, new Random(5))));
        assertThat(bytes(PAINTER.paint(scene, new Random(5)))).isNotEqualTo(bytes(PAINTER.paint(scene, new Random(6))));
    }

    /** Counts pixels of a hue: a boat's own colour must be there, and another boat's must not. */
    @ParameterizedTest
    @EnumSource(Atmosphere.class)
    void givesSubjectsTheirColour(Atmosphere atmosphere) {
        for (int seed = 0; seed < 5; seed++) {
            Scene red = scene(Setting.SEA, atmosphere, SubjectKind.BOAT, Colour.RED);
            Scene green = scene(Setting.SEA, atmosphere, SubjectKind.BOAT, Colour.GREEN);
            assertThat(pixelsOfHue(red, seed, 0)).as("red, %s, seed %d", atmosphere, seed).isGreaterThan(200);
            assertThat(pixelsOfHue(green, seed, 130)).as("green, %s, seed %d", atmosphere, seed).isGreaterThan(200);
            assertThat(pixelsOfHue(red, seed, 130)).as("green in red, %s, seed %d", atmosphere, seed).isLessThan(50);
        }
    }

    @Test
    void darkensTheNightAndWhitensTheSnow() {
        double day = meanBrightness(Atmosphere.DAY);
        assertThat(meanBrightness(Atmosphere.NIGHT)).isLessThan(0.6 * day);
        assertThat(meanBrightness(Atmosphere.SNOW)).isGreaterThan(day);
    }

    @Test
    void scalesItsPictures() {
        PostcardPainter large = new PostcardPainter(2.5);
        BufferedImage image = large.paint(scene(Setting.CITY, Atmosphere.NIGHT, SubjectKind.BUS, Colour.RED),
                new Random(7));
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(480);
        assertThatThrownBy(() -> new PostcardPainter(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0.0");
    }

    private static Scene scene(Setting setting, Atmosphere atmosphere, SubjectKind kind, Colour colour) {
        return new Scene(setting, atmosphere, List.of(new Subject(kind, colour, 1)));
    }

    /** @param hue in degrees; pixels within 20 degrees of it count if they are vivid */
    private static int pixelsOfHue(Scene scene, int seed, int hue) {
        BufferedImage image = PAINTER.paint(scene, new Random(seed));
        int count = 0;
        for (int y = 80; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                float[] hsb = Color.RGBtoHSB(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, null);
                double distance = Math.abs((hsb[0] * 360 - hue + 540) % 360 - 180);
                count += distance < 30 && hsb[1] > 0.4 && hsb[2] > 0.2 ? 1 : 0;
            }
        }
        return count;
    }

    private static double meanBrightness(Atmosphere atmosphere) {
        long sum = 0;
        Random random = new Random(8);
        for (Setting setting : Setting.values()) {
            SubjectKind kind = setting == Setting.SEA ? SubjectKind.BOAT : SubjectKind.CAR;
            for (byte value : bytes(PAINTER.paint(scene(setting, atmosphere, kind, Colour.RED), random))) {
                sum += value & 0xFF;
            }
        }
        return sum;
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
