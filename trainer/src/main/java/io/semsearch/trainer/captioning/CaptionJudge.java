package io.semsearch.trainer.captioning;

import io.semsearch.captioning.CaptionOptions;
import io.semsearch.captioning.Captioner;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.evaluation.captions.CaptionMetrics;
import io.semsearch.evaluation.captions.JudgedCaption;
import io.semsearch.text.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures a captioner on the captions of the validation photos. */
final class CaptionJudge {

    private final ImageFeatures features;
    /** The words of the captions of each photo, by the row of its features. */
    private final List<List<List<String>>> references;

    /** @throws IllegalArgumentException if there is no photo with a caption */
    CaptionJudge(CaptionedFeatures validation) {
        features = validation.features();
        Map<Long, List<List<String>>> byImage = validation.captions().stream().collect(Collectors
                .groupingBy(Caption::imageId, Collectors.mapping(caption -> Tokenizer.tokenize(caption.text()),
                        Collectors.toList())));
        references = IntStream.range(0, features.size())
                .mapToObj(row -> byImage.getOrDefault(features.imageId(row), List.of())).toList();
        if (references.isEmpty()) {
            throw new IllegalArgumentException("there are no photos with captions to validate on");
        }
    }

    /** Writes a caption for each photo, on all processors. */
    List<List<String>> write(Captioner captioner) {
        return IntStream.range(0, features.size()).parallel()
                .mapToObj(row -> captioner.write(features.row(row), CaptionOptions.DEFAULT).getFirst().words())
                .toList();
    }

    /** @param captions of each photo */
    CaptionMetrics measure(List<List<String>> captions) {
        return CaptionMetrics.of(IntStream.range(0, captions.size())
                .mapToObj(row -> new JudgedCaption(captions.get(row), references.get(row))).toList());
    }
}
