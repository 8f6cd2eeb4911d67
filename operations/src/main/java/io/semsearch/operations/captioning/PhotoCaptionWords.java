package io.semsearch.operations.captioning;

import io.semsearch.dataset.Caption;
import io.semsearch.dataset.CaptionedFeatures;
import io.semsearch.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The words of captions, by photo. */
final class PhotoCaptionWords {

    private PhotoCaptionWords() {}

    /** The words of the captions of each photo, in the order of the features' rows; at least one caption each. */
    static List<List<List<String>>> byRow(CaptionedFeatures photos) {
        List<List<List<String>>> byRow = new ArrayList<>(
                IntStream.range(0, photos.features().size()).mapToObj(row -> new ArrayList<List<String>>()).toList());
        int[] rows = photos.imageRows();
        List<List<String>> words = Tokenizer.tokenizeAll(photos.captions().stream().map(Caption::text).toList());
        for (int caption = 0; caption < rows.length; caption++) {
            byRow.get(rows[caption]).add(words.get(caption));
        }
        return byRow;
    }
}
