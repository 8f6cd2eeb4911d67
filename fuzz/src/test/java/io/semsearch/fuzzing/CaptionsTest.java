package io.semsearch.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.semsearch.datasets.captions.CaptionsReader;
import io.semsearch.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Captions in each form. */
class CaptionsTest {

    private static final long MOST_UNPACKED = 1 << 20;
    private static final Target TARGET = new Target("fuzzed.json",
            file -> CaptionsReader.read(file, MOST_UNPACKED, Progress.NONE));

    /** Each form: COCO, Karpathy, a table, Flickr8k's tokens. */
    static Stream<Arguments> seeds() {
        return Stream.of("""
                {"images": [{"id": 9, "file_name": "a.jpg", "width": 640, "height": 480, "coco_url": "u"}],
                 "annotations": [{"image_id": 9, "id": 30, "caption": "Two \\u00e4 dogs"}]}""", """
                {"dataset": "flickr8k", "images": [{"filename": "a.jpg", "imgid": 0, "split": "train", "sentids": [0],
                 "sentences": [{"tokens": ["a", "dog"], "raw": "A dog.", "imgid": 0, "sentid": 0}]}]}""", """
                image,caption
                a.jpg,"A dog, and ""a cat""."
                """, "a.jpg#0\tA dog .\na.jpg#1\tA cat .\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void captions(byte[] content) throws IOException {
        TARGET.tryOne(content);
    }
}
