package io.semsearch.trainer.step;

import io.semsearch.trainer.triplet.Triplet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images of a batch with which captions are compared, one for each column of the similarities. Immutable; the
 * arrays are shared, do not modify. */
public final class ImageColumns {

    private final int[] images;
    private final int[] good;

    private ImageColumns(int[] images, int[] good) {
        this.images = images;
        this.good = good;
    }

    /** Each image once, in the order in which captions name them. */
    public static ImageColumns distinct(List<Triplet> batch) {
        Map<Integer, Integer> columns = new LinkedHashMap<>();
        int[] good = batch.stream()
                .mapToInt(triplet -> columns.computeIfAbsent(triplet.goodImage(), image -> columns.size())).toArray();
        return new ImageColumns(columns.keySet().stream().mapToInt(Integer::intValue).toArray(), good);
    }

    /** One image for each caption: its own. */
    public static ImageColumns ofCaptions(List<Triplet> batch) {
        int[] images = batch.stream().mapToInt(Triplet::goodImage).toArray();
        int[] good = new int[images.length];
        for (int i = 0; i < good.length; i++) {
            good[i] = i;
        }
        return new ImageColumns(images, good);
    }

    /** By column, the row of its image in the dataset. */
    public int[] images() {
        return images;
    }

    /** By caption, the column of its own image. */
    public int[] good() {
        return good;
    }
}
