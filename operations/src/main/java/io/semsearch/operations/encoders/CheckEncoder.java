package io.semsearch.operations.encoders;

import io.semsearch.dataset.DataFileException;
import io.semsearch.encoder.ImageEncoder;
import io.semsearch.encoder.onnx.EncoderRecipe;
import io.semsearch.encoder.onnx.Resizing;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.progress.Progress;
import io.semsearch.search.Contribution;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.Query;
import io.semsearch.search.SearchableCollection;
import io.semsearch.search.Space;
import io.semsearch.search.local.ImageSearcher;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether an encoder gives the features that a collection has: they may have been made elsewhere. Photos of
 * the collection are encoded under each rule of resizing, and compared with its index. */
public final class CheckEncoder {

    private CheckEncoder() {}

    /** What to compare.
     *
     * @param collection with a model and an index
     * @param source     of the photos
     * @param store      of the installed encoders
     * @param encoder    name of an installed encoder
     * @param photos     how many are compared, at least 1 */
    public record Options(CollectionFolder collection, PhotoSource source, EncoderStore store, String encoder,
            int photos) {

        /** Photos that are compared. */
        public static final int DEFAULT_PHOTOS = 20;

        /** @throws IllegalArgumentException if photos is below 1 */
        public Options {
            if (photos < 1) {
                throw new IllegalArgumentException("photos must be >= 1, got " + photos);
            }
        }

        /** With the defaults. */
        public static Options of(Path collection, EncoderStore store, String encoder) {
            return new Options(new CollectionFolder(collection), PhotoSource.LOCAL, store, encoder, DEFAULT_PHOTOS);
        }
    }

    /** Where photos are looked for.
     *
     * @param folder       of them; empty for where the index found them
     * @param fetch        true to fetch those that are not there from their URLs
     * @param allowPrivate true to fetch from this machine and its network, too */
    public record PhotoSource(Optional<Path> folder, boolean fetch, boolean allowPrivate) {

        /** Where the index found them. */
        public static final PhotoSource LOCAL = new PhotoSource(Optional.empty(), false, false);
    }

    /** What one rule gave.
     *
     * @param rule    of resizing
     * @param mean    mean cosine of the encoder's features and the index's
     * @param minimum the smallest cosine */
    public record Agreement(Resizing rule, double mean, double minimum) {

        /** Other decoders of JPEG change a vector less than that. */
        public static final double SAME = 0.99;

        /** True if the features are the same. */
        public boolean isSame() {
            return mean >= SAME;
        }
    }

    /** @param agreements the best first
     * @param photos     how many were compared
     * @param configured the encoder's own rule */
    public record Result(List<Agreement> agreements, int photos, Resizing configured) {

        /** Copies. */
        public Result {
            agreements = List.copyOf(agreements);
        }

        /** The rule that gives the index's features, if one does. */
        public Optional<Resizing> same() {
            return agreements.stream().filter(Agreement::isSame).findFirst().map(Agreement::rule);
        }
    }

    /** A photo and its number. */
    private record Photo(long id, BufferedImage image) {}

    /** Runs the operation.
     *
     * @throws DataFileException if the encoder gives vectors of another length, or no photo is found
     * @throws IOException       if the collection, the encoder or a photo cannot be read */
    public static Result run(Options options, OperationListener listener) throws IOException {
        EncoderRecipe recipe = options.store().recipe(options.encoder());
        int expected = options.collection().existing().readModel().manifest().featureDimension();
        if (recipe.dimension() != expected) {
            throw new DataFileException(options.collection().path() + ": expected an encoder of " + expected
                    + " features, as the collection has, " + recipe.name() + " gives " + recipe.dimension()
                    + ": import its network with --quality fast or another --output");
        }
        try (ImageSearcher searcher = ImageSearcher.open(options.collection().path())) {
            List<Photo> photos = photos(searcher, options, listener);
            List<Agreement> agreements = new ArrayList<>();
            try (Progress.Task task = new CancellableProgress(listener).start("Comparing rules",
                    Resizing.values().length, "rules")) {
                for (Resizing rule : Resizing.values()) {
                    agreements.add(compare(searcher, photos, rule, options));
                    task.advanceTo(agreements.size());
                }
            }
            agreements.sort((a, b) -> Double.compare(b.mean(), a.mean()));
            return new Result(agreements, photos.size(), recipe.input().resizing());
        }
    }

    private static List<Photo> photos(SearchableCollection searcher, Options options, OperationListener listener)
            throws IOException {
        List<Photo> photos = new ArrayList<>();
        try (PhotoFinder finder = new PhotoFinder(options.source());
                Progress.Task task = new CancellableProgress(listener).start("Reading photos", options.photos(),
                        "photos")) {
            // a few photos may be gone or unreadable
            for (IndexedImage image : searcher.sample(2 * options.photos(), 1)) {
                if (photos.size() < options.photos()) {
                    finder.find(image, listener).ifPresent(found -> photos.add(new Photo(image.id(), found)));
                    task.advanceTo(photos.size());
                }
            }
            if (photos.isEmpty()) {
                throw noPhotos(options, finder.firstProblem());
            }
        }
        return photos;
    }

    private static DataFileException noPhotos(Options options, String problem) {
        PhotoSource source = options.source();
        return new DataFileException(options.collection().path() + ": expected photos of the collection "
                + source.folder().map(folder -> "in " + folder).orElse("where the index found them")
                + (source.fetch() ? " or at their URLs" : "") + ", found none" + problem
                + ": name their folder with --images" + (source.fetch() ? "" : ", or fetch them with --fetch"));
    }

    private static Agreement compare(SearchableCollection searcher, List<Photo> photos, Resizing rule, Options options)
            throws IOException {
        EncoderRecipe recipe = options.store().recipe(options.encoder());
        double sum = 0;
        double minimum = 1;
        try (ImageEncoder encoder = options.store().open(options.encoder(),
                recipe.with(recipe.input().with(rule, recipe.input().shortSide())))) {
            for (Photo photo : photos) {
                double cosine = searcher
                        .explain(Query.vector(encoder.encode(photo.image())), Space.FEATURES, photo.id())
                        .stream().mapToDouble(Contribution::amount).sum();
                sum += cosine;
                minimum = Math.min(minimum, cosine);
            }
        }
        return new Agreement(rule, sum / photos.size(), minimum);
    }
}
