package io.semsearch.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semsearch.dataset.DataFileException;
import io.semsearch.files.FolderLock;
import io.semsearch.operations.evaluation.EvaluateModel;
import io.semsearch.operations.indexing.AddImages;
import io.semsearch.operations.indexing.IndexImages;
import io.semsearch.operations.inspection.VerifyIndex;
import io.semsearch.operations.training.TrainModel;
import io.semsearch.operations.training.TrainingRecipe;
import io.semsearch.operations.training.ValidationData;
import io.semsearch.operations.vectors.ConvertWordVectors;
import io.semsearch.operations.vectors.TrainWordVectors;
import io.semsearch.operations.vectors.WordVectorSource;
import io.semsearch.search.Query;
import io.semsearch.search.SearchOptions;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of images without annotations, such as COCO's image-info files: whoever reads no captions takes them. */
class ImagesWithoutCaptionsTest {

    @TempDir
    static Path shared;

    private static SmallWorldFiles world;
    private static Path collection;
    private static Path first;
    private static Path rest;

    @BeforeAll
    static void train() throws IOException {
        world = SmallWorldFiles.write(shared.resolve("world"));
        collection = shared.resolve("collection");
        first = writeImages("image_info_first.json", 1, 100, "");
        rest = writeImages("image_info_rest.json", 101, SmallWorldFiles.IMAGES, ", \"annotations\": []");
        TrainModel.run(training(collection, DataFiles.of(world.captions(), world.features()), world.validation()),
                TrainModel.Listener.NONE);
    }

    @Test
    void areIndexedAndAddedAndFound() throws IOException {
        List<String> remarks = new ArrayList<>();
        OperationListener listener = new OperationListener() {

            @Override
            public void onRemark(String remark) {
                remarks.add(remark);
            }
        };

        IndexImages.Result indexed = IndexImages
                .run(IndexImages.Options.of(collection, DataFiles.of(first, world.features())), listener);
        AddImages.Result added = AddImages.run(AddImages.Options.of(collection, DataFiles.of(rest, world.features())),
                OperationListener.NONE);

        assertThat(indexed.report().images()).isEqualTo(100);
        assertThat(added.report().added()).isEqualTo(20);
        assertThat(remarks).contains(first + ": no captions: --where finds none of these images by words");
        try (ImageSearcher searcher = ImageSearcher.open(collection)) {
            assertThat(searcher.search(Query.text("dog"), SearchOptions.top(SmallWorldFiles.IMAGES)).hits())
                    .hasSize(SmallWorldFiles.IMAGES)
                    .allSatisfy(hit -> assertThat(hit.image().captions()).isEmpty());
        }
        assertThat(VerifyIndex.run(VerifyIndex.Options.of(collection), OperationListener.NONE).problems()).isEmpty();
    }

    @Test
    void areRefusedWhereCaptionsAreNeeded() {
        DataFiles images = DataFiles.of(first, world.features());
        Path out = shared.resolve("out.txt");
        List<FolderLock.Work<?>> operations = List.of(
                () -> TrainModel.run(training(shared.resolve("a"), images, world.validation()),
                        TrainModel.Listener.NONE),
                () -> TrainModel.run(training(shared.resolve("b"), world.data(), first), TrainModel.Listener.NONE),
                () -> EvaluateModel.run(EvaluateModel.Options.of(collection, images), OperationListener.NONE),
                () -> TrainWordVectors.run(TrainWordVectors.Options.of(
                        new TrainWordVectors.Source.Captions(List.of(first)), out), OperationListener.NONE),
                () -> ConvertWordVectors.run(new ConvertWordVectors.Options(world.vectors(), out, List.of(first),
                        OptionalInt.empty(), false, DataFiles.DEFAULT_MAX_UNCOMPRESSED_BYTES), OperationListener.NONE));

        for (FolderLock.Work<?> operation : operations) {
            assertThatThrownBy(operation::run).isInstanceOf(DataFileException.class)
                    .hasMessage(
                            first + ": expected captions (\"annotations\"), found none: training and measuring need "
                                    + "them; 'semsearch index' and 'semsearch add' take photos without captions");
        }
        assertThat(out).doesNotExist();
    }

    private static Path writeImages(String name, int from, int to, String more) throws IOException {
        String images = IntStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\": " + id + ", \"file_name\": \"" + id + ".jpg\"}")
                .collect(Collectors.joining(", "));
        return Files.writeString(shared.resolve(name), "{\"info\": {}, \"images\": [" + images + "]" + more + "}");
    }

    private static TrainModel.Options training(Path folder, DataFiles data, Path validation) {
        return TrainModel.Options.of(folder, data).withValidation(new ValidationData.Captions(List.of(validation)))
                .withVectors(WordVectorSource.File.of(world.vectors()))
                .withRecipe(TrainingRecipe.COURSE.withEpochs(1));
    }
}
