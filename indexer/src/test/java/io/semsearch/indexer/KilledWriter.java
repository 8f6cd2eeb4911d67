package io.semsearch.indexer;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Changes a collection until it is killed: puts and removes batches, optimizes, indexes from scratch.
 *
 * <p>Prints a line before each change and {@code done} once the change has returned. */
final class KilledWriter {

    static final int BATCHES = 12;
    static final int BATCH = 40;

    private static final List<Integer> ALL = IntStream.range(0, BATCHES).boxed().toList();

    private KilledWriter() {}

    /** Arguments: the folder of the collection, a seed. */
    public static void main(String[] arguments) throws IOException {
        TestCollection images = TestCollection.circle(Path.of(arguments[0]), BATCHES * BATCH);
        Random random = new Random(Long.parseLong(arguments[1]));
        while (true) {
            try (ImageCollection collection = images.open()) {
                for (int i = 0; i < 5; i++) {
                    change(collection, images, random);
                }
            }
            int version = random.nextInt(1_000_000);
            List<Integer> batches = ALL.stream().filter(batch -> random.nextBoolean() || batch == 0).toList();
            doing("index " + version + " "
                    + batches.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            new ImageIndexer(images.folder(), images.model(), IndexOptions.defaults("test"))
                    .index(dataset(batches, version), images.features(), Progress.NONE);
            doing("done");
        }
    }

    private static void change(ImageCollection collection, TestCollection images, Random random) throws IOException {
        int batch = random.nextInt(BATCHES);
        int version = random.nextInt(1_000_000);
        switch (random.nextInt(8)) {
            case 0 -> {
                doing("optimize");
                collection.optimize(Progress.NONE);
            }
            case 1, 2 -> {
                doing("remove " + batch);
                collection.remove(ids(batch));
            }
            default -> {
                doing("put " + version + " " + batch);
                collection.put(dataset(List.of(batch), version), images.features(), Progress.NONE);
            }
        }
        doing("done");
    }

    /** The images of some batches; all have the version as their caption. */
    static CaptionDataset dataset(List<Integer> batches, int version) {
        long[] ids = batches.stream().flatMap(batch -> ids(batch).stream()).mapToLong(Long::longValue).toArray();
        return new CaptionDataset(Arrays.stream(ids).mapToObj(ImageRecord::ofId).toList(),
                Arrays.stream(ids).mapToObj(id -> new Caption(id, id, Integer.toString(version))).toList());
    }

    /** The images of a batch. */
    static List<Long> ids(int batch) {
        long first = 1L + (long) batch * BATCH;
        return LongStream.range(first, first + BATCH).boxed().toList();
    }

    private static void doing(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
