package io.semsearch.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.EncoderId;
import io.semsearch.schema.SearchCalibration.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexManifestTest {

    private static final IndexManifest MANIFEST = new IndexManifest(IndexSchema.VERSION, "3f2a", 50,
            new EncoderId("resnet18", 512, "centre crop", "9c01"),
            new HnswParameters(16, 100), true, Optional.empty(), "semsearch 1");

    @Test
    void survivesTheCommit() {
        assertThat(IndexManifest.fromUserData(MANIFEST.toUserData())).isEqualTo(MANIFEST);
    }

    @Test
    void anIndexOfAnEarlierProgramNamesNoEncoder() {
        Map<String, String> earlier = new HashMap<>(MANIFEST.toUserData());
        assertThat(earlier.keySet().removeIf(key -> key.startsWith("semsearch.encoder"))).isTrue();
        assertThat(IndexManifest.fromUserData(earlier).encoder()).isEqualTo(EncoderId.unnamed(512));
        assertThat(IndexManifest.fromUserData(earlier).featureDimension()).isEqualTo(512);
    }

    @Test
    void keepsWhatWasMeasured() {
        SearchCalibration.Curve curve = new SearchCalibration.Curve(
                List.of(new Point(10, 0.91), new Point(20, 0.99), new Point(40, 0.998)));
        IndexManifest measured = MANIFEST.withCalibration(
                Optional.of(new SearchCalibration(7012, curve, curve, List.of(1.5, 2.25, 3.0, 4.0))));

        assertThat(IndexManifest.fromUserData(measured.toUserData())).isEqualTo(measured);
        assertThat(curve.efSearch(0.99)).hasValue(20);
        assertThat(curve.efSearch(0.9)).hasValue(10);
        assertThat(curve.efSearch(0.999)).isEmpty();
        List<Double> background = measured.calibration().orElseThrow().background();
        assertThat(SearchCalibration.confidence(background, 1.5)).isZero();
        assertThat(SearchCalibration.confidence(background, 3.1)).isEqualTo(0.75);

        Map<String, String> broken = new HashMap<>(measured.toUserData());
        broken.put("semsearch.calibration", "{");
        assertThatThrownBy(() -> IndexManifest.fromUserData(broken)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'semsearch.calibration' is not what was measured");
    }

    @Test
    void refusesWhatItDidNotWrite() {
        assertThatThrownBy(() -> IndexManifest.fromUserData(Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not written by semsearch");
        Map<String, String> later = new HashMap<>(MANIFEST.toUserData());
        later.put("semsearch.schemaVersion", "99");
        assertThatThrownBy(() -> IndexManifest.fromUserData(later)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema version 99");
        Map<String, String> broken = new HashMap<>(MANIFEST.toUserData());
        broken.put("semsearch.m", "many");
        assertThatThrownBy(() -> IndexManifest.fromUserData(broken)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 'many'");
    }

    @Test
    void refusesParametersThatLuceneWouldRefuse() {
        assertThatThrownBy(() -> new HnswParameters(0, 100)).hasMessage("m must lie between 2 and 512, got 0");
        assertThatThrownBy(() -> new HnswParameters(16, 0))
                .hasMessage("efConstruction must lie between 1 and 3200, got 0");
    }
}
