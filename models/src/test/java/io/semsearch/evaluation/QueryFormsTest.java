package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.progress.Progress;
import io.semsearch.text.CaptionEmbedder;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.InverseDocumentFrequency;
import io.semsearch.text.TokenizedCaptions;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryFormsTest {

    /** Three images at 0, 45 and 90 degrees; "the" lies at 90, and leads away from the first image. */
    private static final CaptionEmbedder EMBEDDER = new CaptionEmbedder(
            new InMemoryWordVectors(List.of("east", "both", "north", "the"),
                    FloatMatrix.wrap(4, 2, new float[]{1, 0, 0.7f, 0.7f, 0, 1, 0, 3})),
            new InverseDocumentFrequency(10, new int[]{1, 1, 1, 1}));
    private static final FloatMatrix GALLERY = FloatMatrix.wrap(3, 2, new float[]{1, 0, 0.7071f, 0.7071f, 0, 1});

    @Test
    void everyFormIsMeasuredOnAllCaptions() {
        List<QueryFormMetrics> forms = measure(EvaluationOptions.ofSeed(1));

        assertThat(forms).extracting(QueryFormMetrics::form).containsExactly(QueryForm.values());
        assertThat(forms).extracting(QueryFormMetrics::queries).containsOnly(4);
        // "the east" leads to the third image; "both" is no keyword; the typos hit "east", "north" and both's only word
        assertThat(forms.get(0)).isEqualTo(
                new QueryFormMetrics(QueryForm.VERBATIM, 4, 1, RetrievalMetrics.of(new int[]{3, 1, 1, 3})));
        assertThat(forms.get(1)).isEqualTo(
                new QueryFormMetrics(QueryForm.KEYWORDS, 4, 2, RetrievalMetrics.of(new int[]{1, 1, 3, 3})));
        assertThat(forms.get(3).failed()).as("without a known word after the typo").isEqualTo(3);
        assertThat(forms.get(3).textToImage().meanRank()).isEqualTo(3);
    }

    @Test
    void fewerCaptionsAreThoseOfWholeImages() {
        assertThat(measure(EvaluationOptions.ofSeed(1).withFormQueries(0))).isEmpty();
        assertThat(measure(EvaluationOptions.ofSeed(1).withFormQueries(3))).extracting(QueryFormMetrics::queries)
                .allMatch(queries -> queries == 1 || queries == 2 || queries == 3);
        // one image has two captions: it is measured whole even if one is asked for and it comes first
        assertThat(measure(EvaluationOptions.ofSeed(1).withFormQueries(1))).extracting(QueryFormMetrics::queries)
                .allMatch(queries -> queries >= 1);
    }

    private static List<QueryFormMetrics> measure(EvaluationOptions options) {
        CaptionDataset captions = new CaptionDataset(
                List.of(ImageRecord.ofId(1), ImageRecord.ofId(2), ImageRecord.ofId(3)),
                List.of(new Caption(1, 1, "the east"), new Caption(2, 3, "north"), new Caption(3, 2, "both"),
                        new Caption(4, 2, "unheard")));
        ImageFeatures features = ImageFeatures.of(new long[]{1, 2, 3}, GALLERY);
        CaptionedFeatures dataset = CaptionedFeatures.join(captions, features);
        Evaluation whole = Evaluation.of(EmbeddedDataset.embed(dataset, EMBEDDER), GALLERY, options, Progress.NONE);
        return new QueryForms(dataset, TokenizedCaptions.of(dataset.captions()), EMBEDDER, GALLERY, options)
                .measure(whole, Progress.NONE);
    }
}
