package io.semsearch.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.datasets.features.FeaturesOptions;
import io.semsearch.datasets.features.ImageFeaturesReader;
import io.semsearch.datasets.vectors.LoadedWordVectors;
import io.semsearch.datasets.vectors.WordVectorsOptions;
import io.semsearch.datasets.vectors.WordVectorsReader;
import io.semsearch.progress.Progress;
import io.semsearch.text.InMemoryWordVectors;
import io.semsearch.text.Vocabulary;
import io.semsearch.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that others wrote, in the folder that SEMSEARCH_REAL_DATA names. */
@EnabledIfEnvironmentVariable(named = "SEMSEARCH_REAL_DATA", matches = ".+")
class RealDataTest {

    @ParameterizedTest
    @ValueSource(strings = {"features512_first200.pkl.zip", "features512_first200_numpy.pkl",
            "features512_first200_protocol2.pkl", "features512_first200.pt"})
    void allFormsOfTheSameFeaturesAgree(String name) throws IOException {
        ImageFeatures all = features("features512.pkl.gz");
        ImageFeatures first = features(name);

        assertThat(all.size()).isEqualTo(7012);
        assertThat(all.featureDimension()).isEqualTo(512);
        assertThat(first.size()).isEqualTo(200);
        for (int row = 0; row < first.size(); row++) {
            assertThat(first.imageId(row)).isEqualTo(all.imageId(row));
            assertThat(first.row(row)).isEqualTo(all.row(row));
        }
    }

    @Test
    void featuresOfTheOtherEncoderTellOfTheSameImages() throws IOException {
        ImageFeatures features512 = features("features512.pkl.gz");
        ImageFeatures features1280 = features("features1280.npy");

        assertThat(features1280.size()).isEqualTo(7012);
        assertThat(features1280.featureDimension()).isEqualTo(1280);
        for (int row = 0; row < features512.size(); row++) {
            assertThat(features1280.imageId(row)).isEqualTo(features512.imageId(row));
        }
        // one was made of the other by PCA: what lies close in one lies close in the other
        int nearest512 = nearest(features512, 0);
        double similarity = similarity(features1280, 0, nearest512);
        long closer = LongStream.range(0, 7012).filter(row -> similarity(features1280, 0, (int) row) > similarity)
                .count();
        assertThat(closer).isLessThan(70);
    }

    @ParameterizedTest
    @CsvSource({"flickr8k/captions_train.json, 5997, 29985", "flickr8k/captions_val.json, 1015, 5075",
            "coco/captions_val2017.json, 5000, 25014", "coco/captions_coco_mini.json, 239, 1195"})
    void captionsOfKnownCounts(String name, int images, int captions) throws IOException {
        CaptionDataset dataset = CaptionsReader.read(data(name), Progress.NONE);

        assertThat(dataset.images()).hasSize(images);
        assertThat(dataset.captions()).hasSize(captions);
        assertThat(dataset.images()).allSatisfy(image -> assertThat(image.fileName()).endsWith(".jpg"));
        assertThat(dataset.images()).allSatisfy(image -> assertThat(image.url()).contains(image.fileName()));
        assertThat(dataset.images()).allSatisfy(image -> assertThat(image.width()).isPositive());
    }

    @Test
    void everyCaptionedPhotoHasFeatures() throws IOException {
        ImageFeatures features = features("features512.pkl.gz");
        Set<Long> captioned = new HashSet<>();
        for (String name : new String[]{"captions_train.json", "captions_val.json"}) {
            captioned.addAll(CaptionsReader.read(data("flickr8k/" + name), Progress.NONE).images().stream()
                    .map(ImageRecord::id).collect(Collectors.toSet()));
        }

        assertThat(captioned).hasSize(7012).allSatisfy(id -> assertThat(features.rowOf(id)).isNotNegative());
    }

    @ParameterizedTest
    @CsvSource({"word2vec.GoogleNews.lower7924.300d.txt, 7924, 300, 7924, 0, 0",
            "word2vec.GoogleNews.lower7924.pca50.txt, 7924, 50, 7924, 0, 0",
            "word2vec.GoogleNews.subset8000.300d.bin, 7924, 300, 8000, 76, 616",
            "glove.twitter.27B.25d.subset11925.txt, 11925, 25, 11925, 0, 0",
            "glove.6B.50d.first2446.txt, 2446, 50, 2446, 0, 0"})
    void wordVectorsOfKnownCounts(String name, int words, int dimension, int wordsInFile, int duplicates, int folded)
            throws IOException {
        LoadedWordVectors read = vectors(name);

        assertThat(read.vectors().size()).isEqualTo(words);
        assertThat(read.vectors().dimension()).isEqualTo(dimension);
        assertThat(read.wordsInFile()).isEqualTo(wordsInFile);
        assertThat(read.duplicates()).isEqualTo(duplicates);
        assertThat(read.foldedWords()).isEqualTo(folded);
        assertThat(read.skipped()).isZero();
    }

    @Test
    void wordsOfTheFileInOriginalCaseServeInLowerCase() throws IOException {
        InMemoryWordVectors original = vectors("word2vec.GoogleNews.subset8000.300d.bin").vectors();
        InMemoryWordVectors lowerCase = vectors("word2vec.GoogleNews.lower7924.300d.txt").vectors();

        for (int index = 0; index < lowerCase.size(); index++) {
            int other = original.indexOf(lowerCase.word(index));
            assertThat(other).as(lowerCase.word(index)).isNotEqualTo(Vocabulary.UNKNOWN);
            float[] expected = lowerCase.vector(index);
            float[] found = original.vector(other);
            assertThat(Vectors.dot(expected, found) / Vectors.norm(expected) / Vectors.norm(found))
                    .as(lowerCase.word(index)).isCloseTo(1, within(1e-4));
        }
    }

    private static Path data(String name) {
        return Path.of(System.getenv("SEMSEARCH_REAL_DATA")).resolve(name);
    }

    private static ImageFeatures features(String name) throws IOException {
        return ImageFeaturesReader.read(data("flickr8k/" + name), FeaturesOptions.defaults(), Progress.NONE);
    }

    private static LoadedWordVectors vectors(String name) throws IOException {
        return WordVectorsReader.read(data("vectors/" + name), WordVectorsOptions.everyWord(), Progress.NONE);
    }

    private static int nearest(ImageFeatures features, int row) {
        int nearest = row == 0 ? 1 : 0;
        for (int other = 0; other < features.size(); other++) {
            if (other != row && similarity(features, row, other) > similarity(features, row, nearest)) {
                nearest = other;
            }
        }
        return nearest;
    }

    private static double similarity(ImageFeatures features, int row, int other) {
        float[] a = features.row(row);
        float[] b = features.row(other);
        return Vectors.dot(a, b) / Vectors.norm(a) / Vectors.norm(b);
    }
}
