package io.semsearch.trainer.initialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.ImageFeatures;
import io.semsearch.projection.ImageProjection;
import io.semsearch.trainer.config.FeatureScaling;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureScalerTest {

    private static final int IMAGES = 50;
    private static final int FEATURES = 4;

    /** Feature i has mean 10 i and deviation about 1 + i; the last one is constant. */
    private final FloatMatrix features = features(1, IMAGES);

    @Test
    void centredFeaturesHaveOneCommonDeviation() {
        FloatMatrix scaled = FeatureScaler.learn(FeatureScaling.CENTER, features).apply(features);

        double variances = 0;
        for (int column = 0; column < FEATURES; column++) {
            assertThat(mean(scaled, column)).isCloseTo(0, within(1e-5));
            variances += variance(scaled, column);
        }
        assertThat(variances / FEATURES).isCloseTo(1, within(1e-5));
        assertThat(variance(scaled, 1) / variance(scaled, 0))
                .isCloseTo(variance(features, 1) / variance(features, 0), within(1e-3));
    }

    @Test
    void standardizedFeaturesHaveDeviationOneEach() {
        FloatMatrix scaled = FeatureScaler.learn(FeatureScaling.STANDARDIZE, features).apply(features);

        for (int column = 0; column < FEATURES - 1; column++) {
            assertThat(mean(scaled, column)).isCloseTo(0, within(1e-5));
            assertThat(variance(scaled, column)).isCloseTo(1, within(1e-5));
        }
        assertThat(variance(scaled, FEATURES - 1)).isZero();
    }

    @Test
    void unscaledFeaturesStayAsTheyAre() {
        FeatureScaler none = FeatureScaler.learn(FeatureScaling.NONE, features);

        assertThat(none.apply(features).values()).containsExactly(features.values());
        assertThat(none.fold(projection()).bias()).containsOnly(0f);
        assertThat(none.fold(projection()).weights().values()).containsExactly(projection().values());
    }

    /** If the rounding of a large sum counted as a deviation, the weights of the constant feature would be huge. */
    @ParameterizedTest
    @ValueSource(floats = {0.9f, 7.7f, 30.3f, 123.4f, 1000.1f})
    void aConstantFeatureAmongSmallOnesIsNotBlownUp(float constant) {
        FloatMatrix small = features(1e-3f, 5000);
        for (int image = 0; image < small.rows(); image++) {
            small.values()[image * FEATURES + FEATURES - 1] = constant;
        }
        FeatureScaler scaling = FeatureScaler.learn(FeatureScaling.STANDARDIZE, small);

        // the common deviation is about 0.002
        ImageProjection folded = scaling.fold(projection());
        assertThat(Math.abs(folded.weights().get(FEATURES - 1, 0))).isLessThan(2000);
        assertThat(Math.abs(folded.weights().get(FEATURES - 1, 1))).isLessThan(2000);
    }

    @ParameterizedTest
    @EnumSource
    void featuresAllConstantStayFinite(FeatureScaling kind) {
        FloatMatrix constant = FloatMatrix.zeros(IMAGES, FEATURES);
        Arrays.fill(constant.values(), 3.3f);
        FeatureScaler scaling = FeatureScaler.learn(kind, constant);

        float expected = kind == FeatureScaling.NONE ? 3.3f : 0;
        assertThat(scaling.apply(constant).values()).containsOnly(expected);
        for (float weight : scaling.fold(projection()).weights().values()) {
            assertThat(Math.abs(weight)).isLessThan(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFoldedProjectionGivesWhatScaledFeaturesWould(FeatureScaling kind) {
        FeatureScaler scaling = FeatureScaler.learn(kind, features);
        FloatMatrix expected = scaling.apply(features).multiply(projection());
        expected.l2NormalizeRows();

        ImageProjection folded = scaling.fold(projection());
        float[] found = folded
                .projectAll(ImageFeatures.of(IntStream.range(0, IMAGES).asLongStream().toArray(), features)).values();
        assertThat(found).hasSize(IMAGES * 2);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected.values()[i], within(1e-5f));
        }
    }

    private static FloatMatrix projection() {
        return FloatMatrix.wrap(FEATURES, 2, new float[]{1, 0.5f, -0.7f, 0.2f, 0.3f, -1, 0.9f, -0.4f});
    }

    private static FloatMatrix features(float size, int images) {
        SplittableRandom random = new SplittableRandom(3);
        FloatMatrix features = FloatMatrix.zeros(images, FEATURES);
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < FEATURES; i++) {
                double deviation = i == FEATURES - 1 ? 0 : size * (1 + i);
                features.values()[image * FEATURES + i] = (float) (10.1 * i + deviation * random.nextGaussian());
            }
        }
        return features;
    }

    private static double mean(FloatMatrix matrix, int column) {
        return IntStream.range(0, matrix.rows()).mapToDouble(row -> matrix.get(row, column)).average().orElseThrow();
    }

    private static double variance(FloatMatrix matrix, int column) {
        double mean = mean(matrix, column);
        return IntStream.range(0, matrix.rows()).mapToDouble(row -> Math.pow(matrix.get(row, column) - mean, 2))
                .average().orElseThrow();
    }
}
