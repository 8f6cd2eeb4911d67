package io.semsearch.trainer.triplet;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.progress.Progress;
import io.semsearch.text.EmbeddedDataset;
import io.semsearch.trainer.SmallWorld;
import io.semsearch.trainer.config.Negatives;
import io.semsearch.trainer.config.TrainingConfig;
import io.semsearch.trainer.initialization.ModelWeights;
import io.semsearch.trainer.initialization.PreparedData;
import io.semsearch.vector.FloatMatrix;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NegativeMinerTest {

    private static final EmbeddedDataset DATASET = new SmallWorld(5).images(60, 1);
    private static final FloatMatrix FEATURES = DATASET.images().matrix();
    private static final PreparedData DATA = PreparedData.of(DATASET, TrainingConfig.COURSE, new SplittableRandom(3),
            Progress.NONE);
    private static final FloatMatrix PROJECTION = DATA.initialWeights().projection();
    private static final List<Triplet> TRIPLETS = new TripletSampler(DATASET).sample(new SplittableRandom(4));

    @ParameterizedTest
    @EnumSource(names = {"SEMI_HARD", "HARDEST"})
    void findsWhatBruteForceFinds(Negatives negatives) {
        List<Triplet> mined = mine(negatives, FEATURES.rows());

        FloatMatrix images = FEATURES.multiply(PROJECTION);
        images.l2NormalizeRows();
        int harder = 0;
        for (int i = 0; i < mined.size(); i++) {
            Triplet triplet = TRIPLETS.get(i);
            int expected = triplet.badImage();
            double best = Double.NEGATIVE_INFINITY;
            for (int image = 0; image < images.rows(); image++) {
                double similarity = similarity(images, triplet.caption(), image);
                boolean suits = image != triplet.goodImage() && (negatives == Negatives.HARDEST
                        || similarity < similarity(images, triplet.caption(), triplet.goodImage()));
                if (suits && similarity > best) {
                    best = similarity;
                    expected = image;
                }
            }
            assertThat(mined.get(i)).isEqualTo(new Triplet(triplet.caption(), triplet.goodImage(), expected));
            harder += expected == triplet.badImage() ? 0 : 1;
        }
        assertThat(harder).isGreaterThan(mined.size() / 2);
    }

    @Test
    void allNegativesComeFromAPoolThatIsDrawnForEachSearch() {
        List<Integer> found = mine(Negatives.HARDEST, 2).stream().map(Triplet::badImage).distinct().toList();

        // two candidates; where one of them is the good image, the other one is taken
        assertThat(found).hasSize(2);
        assertThat(mine(Negatives.HARDEST, 2).stream().map(Triplet::badImage).distinct().toList())
                .containsExactlyElementsOf(found);
        assertThat(miner(2).mine(TRIPLETS, Negatives.HARDEST, DATA.initialWeights(), new SplittableRandom(6))
                .stream().map(Triplet::badImage).distinct().toList()).isNotEqualTo(found);
    }

    @Test
    void withoutACandidateTheDrawnImageStays() {
        // all images are equally similar: none is less similar than the good one
        FloatMatrix nowhere = FloatMatrix.zeros(FEATURES.columns(), SmallWorld.SEMANTIC_DIMENSION);
        List<Triplet> mined = miner(60).mine(TRIPLETS, Negatives.SEMI_HARD,
                new ModelWeights(nowhere, Optional.empty()), new SplittableRandom(5));

        assertThat(mined).isEqualTo(TRIPLETS);
    }

    private static List<Triplet> mine(Negatives negatives, int pool) {
        return miner(pool).mine(TRIPLETS, negatives, DATA.initialWeights(), new SplittableRandom(5));
    }

    private static NegativeMiner miner(int pool) {
        return new NegativeMiner(DATA, pool);
    }

    private static double similarity(FloatMatrix images, int caption, int image) {
        return IntStream.range(0, images.columns())
                .mapToDouble(i -> (double) DATASET.embeddings().get(caption, i) * images.get(image, i)).sum();
    }
}
