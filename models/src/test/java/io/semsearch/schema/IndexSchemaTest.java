package io.semsearch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndexSchemaTest {

    @Test
    void aVectorHasADirectionIfItsSquareFitsAFloat() {
        assertThat(IndexSchema.hasDirection(new float[]{0, 3})).isTrue();
        assertThat(IndexSchema.hasDirection(new float[]{1e-17f})).isTrue();
        assertThat(IndexSchema.hasDirection(new float[]{1e17f, 1e17f})).isTrue();

        assertThat(IndexSchema.hasDirection(new float[]{0, -0f})).isFalse();
        assertThat(IndexSchema.hasDirection(new float[]{1e-20f})).isFalse();
        assertThat(IndexSchema.hasDirection(new float[]{1e20f})).isFalse();
        assertThat(IndexSchema.hasDirection(new float[]{1, Float.NaN})).isFalse();
    }
}
