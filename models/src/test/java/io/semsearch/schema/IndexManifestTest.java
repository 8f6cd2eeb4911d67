package io.semsearch.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.schema.SearchCalibration.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexManifestTest {

    private static final IndexManifest MANIFEST = new IndexManifest(IndexSchema.VERSION, "3f2a", 50, 512,
            new HnswParameters(16, 100), true, Optional.empty(), "semsearch 1");

    @Test
    void survivesTheCommit() {
        assertThat(IndexManifest.fromUserData(MANIFEST.toUserData())).isEqualTo(MANIFEST);
    }

    @Test
    void keepsWhatWasMeasured() {
        SearchCalibration.Curve curve = new SearchCalibration.Curve(812.5,
                List.of(new Point(10, 0.91, 40), new Point(20, 0.99, 60), new Point(40, 0.998, 100)));
        IndexManifest measured = MANIFEST.withCalibration(
                Optional.of(new SearchCalibration(7012, curve, curve, List.of(1.5, 2.25, 3.0, 4.0))));

        assertThat(IndexManifest.fromUserData(measured.toUserData())).isEqualTo(measured);
        assertThat(curve.efSearch(0.99)).hasValue(20);
        assertThat(curve.efSearch(0.9)).hasValue(10);
        assertThat(curve.efSearch(0.999)).isEmpty();
        assertThat(curve.micros(10)).isEqualTo(40);
        assertThat(curve.micros(30)).isEqualTo(90);
        assertThat(curve.micros(5)).isEqualTo(40);
        assertThat(curve.micros(80)).isEqualTo(200);
        assertThat(measured.calibration().orElseThrow().confidence(1.5)).isZero();
        assertThat(measured.calibration().orElseThrow().confidence(3.1)).isEqualTo(0.75);

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
