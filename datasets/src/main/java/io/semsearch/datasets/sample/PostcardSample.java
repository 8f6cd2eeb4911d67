package io.semsearch.datasets.sample;

import java.nio.file.Path;
import java.util.List;

/** A sample that lies in a folder, complete.
 *
 * @param folder       holds all of it
 * @param options      what it was made from
 * @param combinations what training never sees, in the order of {@code combinations.json} */
public record PostcardSample(Path folder, PostcardSampleOptions options, List<HeldOutCombination> combinations) {

    /** Copies. */
    public PostcardSample {
        combinations = List.copyOf(combinations);
    }

    /** COCO captions JSON of the postcards to learn from. */
    public Path trainingCaptions() {
        return folder.resolve(SampleFiles.TRAINING_CAPTIONS);
    }

    /** COCO captions JSON of the postcards to measure on, those of the held-out combinations among them. */
    public Path testCaptions() {
        return folder.resolve(SampleFiles.TEST_CAPTIONS);
    }

    /** The folder of pictures, of both parts. */
    public Path images() {
        return folder.resolve(SampleFiles.IMAGES);
    }
}
