package io.semsearch.postcards;

import io.semsearch.postcards.scene.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A complete sample in a folder.
 *
 * @param folder       the folder of the sample
 * @param options      the options it was generated with
 * @param combinations the held-out combinations, in the order of {@code combinations.json} */
public record PostcardSample(Path folder, PostcardSampleOptions options, List<HeldOutCombination> combinations) {

    /** Copies the list. */
    public PostcardSample {
        combinations = List.copyOf(combinations);
    }

    /** COCO captions JSON of the training postcards. */
    public Path trainingCaptions() {
        return folder.resolve(SampleFiles.TRAINING_CAPTIONS);
    }

    /** COCO captions JSON of the test postcards, including those of the held-out combinations. */
    public Path testCaptions() {
        return folder.resolve(SampleFiles.TEST_CAPTIONS);
    }

    /** The folder of the images of both parts, which the file names of the captions are relative to. */
    public Path images() {
        return folder.resolve(SampleFiles.IMAGES);
    }

    /** The folder of the test postcards alone. */
    public Path testImages() {
        return images().resolve(SampleFiles.TEST);
    }

    /** What each test postcard shows, by id. */
    public Map<Long, Scene> testScenes() {
        return SamplePlan.of(options).test().stream()
                .collect(Collectors.toMap(SamplePlan.Card::id, SamplePlan.Card::scene));
    }
}
