package io.semsearch.cli;

import io.semsearch.dataset.CaptionedFeatures;
import java.util.ArrayList;
import java.util.List;

/** Says which images found no partner when captions and features were joined. */
final class DroppedImages {

    private DroppedImages() {}

    static List<String> of(CaptionedFeatures joined) {
        List<String> lines = new ArrayList<>();
        add(lines, joined.imagesWithoutFeatures(), "images have captions but no features: left out");
        add(lines, joined.featuresWithoutCaptions(), "images have features but no captions: left out");
        add(lines, joined.imagesWithAllZeroFeatures(), "images have features that are all 0: left out");
        return lines;
    }

    private static void add(List<String> lines, int count, String what) {
        if (count > 0) {
            lines.add(Formats.text("%,d %s", count, what));
        }
    }
}
