package io.semsearch.trainer.step;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.artifact.ModelDraft;
import io.semsearch.projection.ImageProjection;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedGraphTest {

    @TempDir
    private Path folder;

    @Test
    void aFileThatCannotBeWrittenIsAnErrorOfTheFileAndNotOfTheProgram() {
        ModelDraft.PartWriter writer = SavedGraph
                .writer(new ImageProjection(FloatMatrix.wrap(3, 2, new float[]{1, 2, 3, 4, 5, 6})), 0.25);

        assertThatThrownBy(() -> writer.writeTo(folder.resolve("missing").resolve("graph.sdnb")))
                .isInstanceOf(IOException.class);
    }
}
