package io.semsearch.cli;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.datasets.sample.HeldOutCombination;
import io.semsearch.evaluation.Memorizer;
import io.semsearch.evaluation.Ranks;
import io.semsearch.evaluation.RetrievalMetrics;
import io.semsearch.progress.Progress;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.vector.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** R@10 of the captions of images that show what training never saw together, among all test images.
 *
 * @param images    that show such a combination
 * @param model     the model's recall
 * @param memorizer that of one who knows the training captions by heart
 * @param chance    that of one who guesses */
record HeldOutRecall(int images, double model, double memorizer, double chance) {

    private static final int K = 10;

    static HeldOutRecall measure(List<HeldOutCombination> combinations, List<Caption> trained, CaptionDataset test,
            ImageFeatures features, ModelArtifact model, long seed) {
        Set<Long> heldOut = combinations.stream().flatMap(combination -> combination.imageIds().stream())
                .collect(Collectors.toSet());
        CaptionedFeatures joined = CaptionedFeatures.join(test, features);
        EmbeddedDataset dataset = EmbeddedDataset.embed(joined, model.captionEmbedder());
        int[] queries = IntStream.range(0, dataset.size())
                .filter(row -> heldOut.contains(dataset.images().imageId(dataset.imageRow(row)))).toArray();
        FloatMatrix gallery = model.projection().projectAll(dataset.images());
        int[] ranks = Ranks.ofTargets(dataset.embeddings().selectRows(queries), gallery,
                Arrays.stream(queries).map(dataset::imageRow).toArray(), Progress.Task.NONE);

        List<Caption> captions = joined.captions().stream().filter(caption -> heldOut.contains(caption.imageId()))
                .toList();
        List<Long> ids = IntStream.range(0, dataset.images().size()).mapToObj(dataset.images()::imageId).toList();
        int[] guesses = new Memorizer(trained).ranks(captions, ids, seed);
        return new HeldOutRecall(heldOut.size(), RetrievalMetrics.recallAt(K, ranks),
                RetrievalMetrics.recallAt(K, guesses), (double) K / ids.size());
    }
}
