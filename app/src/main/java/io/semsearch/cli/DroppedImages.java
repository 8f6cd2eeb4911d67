package io.semsearch.cli;

import io.semsearch.dataset.CaptionedFeatures;
import java.util.ArrayList;
import java.util.List;

/** Says which images found no partner when captions and features were joined. */
final class DroppedImages {

    private DroppedImages() {}

    static List<String> of(CaptionedFeatures joined) {
        List<String> lines = new ArrayList<>();
        add(lines, joined.imagesWithoutFeatures(), "with captions but without features");
        add(lines, joined.featuresWithoutCaptions(), "with features but without captions");
        add(lines, joined.imagesWithAllZeroFeatures(), "with features that are all 0");
        return lines;
    }

    private static void add(List<String> lines, int count, String what) {
        if (count > 0) {
            lines.add("left out: " + Formats.count(count, "image") + " " + what);
        }
    }
}
