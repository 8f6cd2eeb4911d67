package io.semsearch.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexManifestTest {

    private static final IndexManifest MANIFEST = new IndexManifest(IndexSchema.VERSION, "3f2a", 50, 512,
            new HnswParameters(16, 100), "semsearch 1");

    @Test
    void survivesTheCommit() {
        assertThat(IndexManifest.fromUserData(MANIFEST.toUserData())).isEqualTo(MANIFEST);
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
