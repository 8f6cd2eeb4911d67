package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.progress.Progress;
import io.semsearch.projection.ImageProjection;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    /** Three images at 0, 45 and 90 degrees; words at 0, 40 and 90. The second image's caption is nearest to it, the
     * third's names what the first shows; a caption of the first is unknown. */
    @Test
    void ranksBothWays() {
        CaptionEmbedder embedder = new CaptionEmbedder(
                new InMemoryWordVectors(List.of("east", "between", "north"),
                        FloatMatrix.wrap(3, 2, new float[]{1, 0, 0.77f, 0.64f, 0, 1})),
                new InverseDocumentFrequency(10, new int[]{1, 1, 1}));
        CaptionDataset captions = new CaptionDataset(
                List.of(ImageRecord.ofId(1), ImageRecord.ofId(2), ImageRecord.ofId(3)),
                List.of(new Caption(1, 1, "unheard"), new Caption(2, 2, "between"), new Caption(3, 3, "east"),
                        new Caption(4, 3, "north")));
        ImageFeatures features = ImageFeatures.of(new long[]{1, 2, 3},
                FloatMatrix.wrap(3, 2, new float[]{1, 0, 1, 1, 0, 1}));
        EmbeddedDataset dataset = EmbeddedDataset.embed(CaptionedFeatures.join(captions, features), embedder);

        Evaluation evaluation = Evaluation.of(dataset,
                new ImageProjection(FloatMatrix.wrap(2, 2, new float[]{1, 0, 0, 1})), Progress.NONE);

        assertThat(evaluation.gallerySize()).isEqualTo(3);
        assertThat(evaluation.queries()).isEqualTo(3);
        // between: 1st, east: 3rd, north: 1st
        assertThat(evaluation.textToImage()).isEqualTo(RetrievalMetrics.of(new int[]{1, 3, 1}));
        // the second image finds "between" first, the third "north"; the first has no caption to find
        assertThat(evaluation.imageToText()).isEqualTo(RetrievalMetrics.of(new int[]{1, 1}));
    }
}
