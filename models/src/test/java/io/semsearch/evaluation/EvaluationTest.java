package io.semsearch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

        FloatMatrix images = new ImageProjection(FloatMatrix.wrap(2, 2, new float[]{1, 0, 0, 1})).projectAll(features);

        Evaluation evaluation = Evaluation.of(dataset, images, EvaluationOptions.ofSeed(1), Progress.NONE);

        assertThat(evaluation.gallerySize()).isEqualTo(3);
        assertThat(evaluation.queries()).isEqualTo(3);
        // between: 1st, east: 3rd, north: 1st
        assertThat(evaluation.textToImage().metrics()).isEqualTo(RetrievalMetrics.of(new int[]{1, 3, 1}));
        assertThat(evaluation.textToImage().ranks()).containsExactly(1, 3, 1);
        assertThat(evaluation.textToImage().foldMean()).as("folds of a gallery that is smaller than one").isEmpty();
        // the second image finds "between" first, the third "north"; the first has no caption to find
        assertThat(evaluation.imageToText().metrics()).isEqualTo(RetrievalMetrics.of(new int[]{1, 1}));
    }

    /** 40 images on a circle, two captions each that name them exactly: every fold of 7 finds them as all do. */
    @Test
    void foldsAreMeasuredBesideTheWholeGallery() {
        EmbeddedDataset dataset = onACircle(40, 2);
        FloatMatrix images = dataset.images().matrix();

        Evaluation evaluation = Evaluation.of(dataset, images, new EvaluationOptions(3, 7, 10, 0), Progress.NONE);

        Direction.FoldMean folds = evaluation.textToImage().foldMean().orElseThrow();
        assertThat(folds.size()).isEqualTo(7);
        assertThat(folds.count()).isEqualTo(5);
        assertThat(folds.metrics()).isEqualTo(RetrievalMetrics.of(new int[]{1}));
        assertThat(evaluation.imageToText().foldMean().orElseThrow().metrics())
                .isEqualTo(RetrievalMetrics.of(new int[]{1}));
        assertThat(evaluation.textToImage().intervals().recallAt1())
                .isEqualTo(new RetrievalIntervals.Interval(1, 1));
    }

    /** A caption's first ten answers are its image and the neighbours on the circle: each image stands in as many. */
    @Test
    void hubnessIsThatOfTheFirstTenAnswers() {
        EmbeddedDataset dataset = onACircle(40, 2);

        Hubness hubness = Evaluation.of(dataset, dataset.images().matrix(), EvaluationOptions.ofSeed(1),
                Progress.NONE).hubness();

        assertThat(hubness.k()).isEqualTo(10);
        assertThat(IntStream.of(hubness.kOccurrences()).sum()).isEqualTo(40 * 2 * 10);
        // the tenth answer lies on one side or the other
        assertThat(IntStream.of(hubness.kOccurrences()))
                .allMatch(occurrences -> occurrences >= 18 && occurrences <= 22);
        assertThat(hubness.antihubShare()).isZero();
    }

    /** One pass over the similarities finds what a search in each direction finds, with equal captions and images. */
    @Test
    void bothDirectionsAgreeWithSearchesOfTheirOwn() {
        EmbeddedDataset dataset = onACircle(1500, 2);
        FloatMatrix images = FloatMatrix.zeros(1500, 2);
        Random random = new Random(3);
        IntStream.range(0, 1500).forEach(row -> {
            double angle = 2 * Math.PI * (row + random.nextInt(20)) / 1500;
            images.setRow(row, new float[]{(float) Math.cos(angle), (float) Math.sin(angle)});
        });

        Evaluation found = Evaluation.of(dataset, images, EvaluationOptions.ofSeed(1), Progress.NONE);

        FloatMatrix captions = dataset.embeddings();
        assertThat(found.textToImage().ranks())
                .isEqualTo(Ranks.ofTargets(captions, images, dataset.imageRows(), Progress.Task.NONE))
                .contains(2).contains(9);
        int[][] own = IntStream.range(0, 1500).mapToObj(image -> new int[]{image, 1500 + image}).toArray(int[][]::new);
        assertThat(found.imageToText().ranks())
                .isEqualTo(Ranks.ofBestTargets(images, captions, own, Progress.Task.NONE));
    }

    /** A model that finds all images equal is not told from one that guesses. */
    @Test
    void equalSimilaritiesScoreAtChance() {
        EmbeddedDataset dataset = onACircle(300, 3);
        FloatMatrix same = FloatMatrix.zeros(300, 2);
        IntStream.range(0, 300).forEach(row -> same.setRow(row, new float[]{1, 0}));

        RetrievalMetrics found = Evaluation.of(dataset, same, EvaluationOptions.ofSeed(5), Progress.NONE)
                .textToImage().metrics();

        RetrievalMetrics chance = RetrievalMetrics.ofChance(300);
        assertThat(found.recallAt10()).isCloseTo(chance.recallAt10(), within(1e-9));
        assertThat(found.meanRank()).isCloseTo(chance.meanRank(), within(1e-9));
        assertThat(found.meanReciprocalRank()).isCloseTo(chance.meanReciprocalRank(), within(1e-9));
    }

    /** All captions hold the same five words, in one order or in many: as sums of floats they differ by rounding, but
     * no image tells them apart. */
    @Test
    void captionsOfTheSameWordsAreTiesInAnyOrder() {
        List<String> inOneOrder = Collections.nCopies(60, "word1 word2 word5 word11 word13");
        List<String> inManyOrders = new ArrayList<>();
        Random random = new Random(1);
        for (String caption : inOneOrder) {
            List<String> words = new ArrayList<>(List.of(caption.split(" ")));
            Collections.shuffle(words, random);
            inManyOrders.add(String.join(" ", words));
        }

        assertThat(ranksOfCaptions(inManyOrders)).isEqualTo(ranksOfCaptions(inOneOrder));
        assertThat(ranksOfCaptions(inOneOrder)).as("three captions each").contains(1).doesNotHaveDuplicates();
    }

    private static int[] ranksOfCaptions(List<String> captions) {
        EmbeddedDataset words = onACircle(20, 1);
        CaptionDataset dataset = new CaptionDataset(LongStream.range(0, 20).mapToObj(ImageRecord::ofId).toList(),
                IntStream.range(0, captions.size()).mapToObj(i -> new Caption(i, i % 20, captions.get(i))).toList());
        EmbeddedDataset embedded = EmbeddedDataset.embed(CaptionedFeatures.join(dataset, words.images()),
                words.embedder());
        return Evaluation.of(embedded, words.images().matrix(), EvaluationOptions.ofSeed(1), Progress.NONE)
                .imageToText().ranks();
    }

    /** Images and the words of their captions at the same angles. */
    private static EmbeddedDataset onACircle(int count, int captionsEach) {
        FloatMatrix vectors = FloatMatrix.zeros(count, 2);
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * i / count;
            vectors.setRow(i, new float[]{(float) Math.cos(angle), (float) Math.sin(angle)});
        }
        List<String> words = IntStream.range(0, count).mapToObj(i -> "word" + i).toList();
        CaptionEmbedder embedder = new CaptionEmbedder(new InMemoryWordVectors(words, vectors),
                new InverseDocumentFrequency(10, new int[count]));
        CaptionDataset captions = new CaptionDataset(
                LongStream.range(0, count).mapToObj(ImageRecord::ofId).toList(),
                LongStream.range(0, (long) count * captionsEach)
                        .mapToObj(i -> new Caption(i, i % count, "word" + i % count)).toList());
        return EmbeddedDataset.embed(CaptionedFeatures.join(captions,
                ImageFeatures.of(LongStream.range(0, count).toArray(), vectors)), embedder);
    }
}
