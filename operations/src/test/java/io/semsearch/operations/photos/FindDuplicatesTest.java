package io.semsearch.operations.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.dataset.PhotoRecord;
import io.semsearch.encoder.BuiltinImageEncoder;
import io.semsearch.indexer.ImageCollection;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.photos.FindDuplicates.Cluster;
import io.semsearch.operations.photos.FindDuplicates.Kind;
import io.semsearch.operations.photos.FindDuplicates.Member;
import io.semsearch.progress.Progress;
import io.semsearch.vector.FloatMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos as unit vectors in a plane: the cosine of two is that of the angle between them. */
class FindDuplicatesTest {

    private static final LocalDateTime NOON = LocalDateTime.of(2020, 5, 1, 12, 0);

    @TempDir
    Path temporary;

    private CollectionFolder collection;
    private final List<ImageRecord> records = new ArrayList<>();
    private final List<Double> angles = new ArrayList<>();

    @BeforeEach
    void makeCollection() throws IOException {
        collection = new CollectionFolder(temporary.resolve("mine"));
        MakePhotoCollection
                .run(new MakePhotoCollection.Options(collection, PhotoWorld.model(temporary.resolve("like"))));
    }

    @Test
    void theSameBytesAreSaidAsSuchWhateverTheirFeatures() throws IOException {
        photo(0, 100, "a", Optional.empty());
        photo(90, 100, "a", Optional.empty());
        photo(180, 100, "b", Optional.empty());

        assertThat(find(0.9)).singleElement().satisfies(cluster -> {
            assertThat(cluster.kind()).isEqualTo(Kind.IDENTICAL);
            assertThat(ids(cluster)).containsExactly(1L, 2L);
            assertThat(cluster.members()).extracting(Member::copyOf).containsExactly(Optional.empty(), Optional.of(1L));
        });
    }

    @Test
    void similarPhotosAreAClusterWithTheLargestFirst() throws IOException {
        photo(0, 100, "a", Optional.of(NOON));
        photo(20, 300, "b", Optional.of(NOON));
        photo(40, 200, "c", Optional.of(NOON));
        photo(100, 100, "d", Optional.of(NOON));

        assertThat(find(Math.cos(Math.toRadians(21)))).singleElement().satisfies(cluster -> {
            assertThat(cluster.kind()).as("versions of a photo keep its time").isEqualTo(Kind.SIMILAR);
            assertThat(ids(cluster)).as("1 and 3 by way of 2").containsExactly(2L, 3L, 1L);
            assertThat(cluster.members().getFirst().similarity()).isEqualTo(1, within(1e-6));
            assertThat(cluster.members().getLast().similarity()).isEqualTo(Math.cos(Math.toRadians(20)),
                    within(1e-5));
        });
        assertThat(find(Math.cos(Math.toRadians(19)))).isEmpty();
    }

    @Test
    void burstsAreToldApartByTime() throws IOException {
        photo(0, 100, "a", Optional.of(NOON));
        photo(1, 100, "b", Optional.of(NOON.plusSeconds(5)));
        photo(2, 100, "c", Optional.of(NOON.plusSeconds(9)));
        photo(90, 100, "d", Optional.of(NOON));
        photo(91, 100, "e", Optional.of(NOON.plusSeconds(6)));
        photo(180, 100, "f", Optional.of(NOON));
        photo(181, 100, "0", Optional.empty());

        assertThat(find(0.99)).extracting(Cluster::kind).containsExactly(Kind.BURST, Kind.SIMILAR, Kind.SIMILAR);
    }

    @Test
    void theDefaultSuitsTheEncoder() throws IOException {
        photo(0, 100, "a", Optional.empty());
        photo(5, 100, "b", Optional.empty());

        FindDuplicates.Result result = FindDuplicates.run(FindDuplicates.Options.of(collection()),
                OperationListener.NONE);

        assertThat(result.similarity()).isEqualTo(0.997);
        assertThat(result.images()).isEqualTo(2);
        assertThat(result.clusters()).as("cosine 0.996").isEmpty();
        assertThatThrownBy(() -> new FindDuplicates.Options(collection, OptionalDouble.of(0), Duration.ZERO))
                .hasMessage("the similarity of near-duplicates must lie in (0, 1], got 0.0");
    }

    private void photo(double angle, int side, String content, Optional<LocalDateTime> taken) {
        long id = records.size() + 1L;
        PhotoRecord photo = PhotoRecord.of(temporary.resolve(id + ".jpg"),
                new PhotoRecord.Content(content.repeat(64), 10, Instant.EPOCH),
                new PhotoRecord.Shot(taken, "", Optional.empty()));
        records.add(new ImageRecord(id, id + ".jpg", side, side, "", "", List.of(), Optional.of(photo)));
        angles.add(Math.toRadians(angle));
    }

    private CollectionFolder collection() throws IOException {
        FloatMatrix features = FloatMatrix.zeros(records.size(), new BuiltinImageEncoder().featureDimension());
        for (int row = 0; row < features.rows(); row++) {
            features.values()[row * features.columns()] = (float) Math.cos(angles.get(row));
            features.values()[row * features.columns() + 1] = (float) Math.sin(angles.get(row));
        }
        try (ImageCollection images = ImageCollection.open(collection.path(), collection.readModel(), List.of())) {
            images.put(new CaptionDataset(records, List.of()), ImageFeatures.of(
                    records.stream().mapToLong(ImageRecord::id).toArray(), features, images.encoder()), Progress.NONE);
        }
        return collection;
    }

    private List<Cluster> find(double similarity) throws IOException {
        return FindDuplicates.run(new FindDuplicates.Options(collection(), OptionalDouble.of(similarity),
                FindDuplicates.Options.DEFAULT_BURST), OperationListener.NONE).clusters();
    }

    private static List<Long> ids(Cluster cluster) {
        return cluster.members().stream().map(member -> member.image().id()).toList();
    }
}
