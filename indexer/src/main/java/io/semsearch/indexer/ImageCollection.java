package io.semsearch.indexer;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.captioning.Captioner;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.EncoderId;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.dataset.ImageRecord;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.schema.SearchCalibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The index of a collection, open for changes: adds, replaces and removes images, one or many at a time.
 *
 * <p>Each call is one atomic commit. When it returns, the change is on disk and survives a crash; searchers that are
 * opened or refreshed afterwards see all of it. When it throws, nothing has changed. Earlier commits are kept for ten
 * minutes, for searchers that still read them.
 *
 * <p>The cost of a change depends on its own images, not on the size of the index: segments are merged, and their
 * graphs built, in the background (decision record 0051). {@link #optimize} merges them into one segment, which is
 * fastest to search.
 *
 * <p>Thread-safe; changes run one at a time. An index has one writer at a time: a second one, in this process or
 * another, is refused. */
public final class ImageCollection implements AutoCloseable {

    private static final int VECTORS_PER_IMAGE = 2;

    private final Directory directory;
    private final ImageDocuments documents;
    private final CommittingWriter writer;

    private ImageCollection(Directory directory, ImageDocuments documents, CommittingWriter writer) {
        this.directory = directory;
        this.documents = documents;
        this.writer = writer;
    }

    /** Opens the index of a collection.
     *
     * @param collection   the folder that holds {@code index}
     * @param model        the model that the index was written with
     * @param imageFolders folders that are searched for local files of added images, in this order; may be empty
     * @throws UnwritableIndexException if the index is missing, damaged, of another version or of another model, or
     *                                  another writer has it open
     * @throws IOException              if it cannot be read */
    public static ImageCollection open(Path collection, ModelArtifact model, List<Path> imageFolders)
            throws IOException {
        Path folder = collection.resolve(IndexSchema.FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new UnwritableIndexException(folder + ": no index here: run 'semsearch index' first");
        }
        return open(collection, FSDirectory.open(folder), model, imageFolders);
    }

    /** Opens the index of a collection to write captions: each change also gives the images without captions among its
     * own a generated one.
     *
     * @param captioner of the index's features
     * @throws UnwritableIndexException as {@link #open(Path, ModelArtifact, List)}
     * @throws IOException              if it cannot be read */
    public static ImageCollection openForCaptions(Path collection, ModelArtifact model, Captioner captioner)
            throws IOException {
        Directory directory = FSDirectory.open(collection.resolve(IndexSchema.FOLDER));
        return open(collection, directory, model,
                new ImageDocuments(collection, model, new ImageFileFinder(List.of()), Optional.of(captioner)));
    }

    /** @param directory closed with the collection, and if opening fails */
    static ImageCollection open(Path collection, Directory directory, ModelArtifact model, List<Path> imageFolders)
            throws IOException {
        try {
            return open(collection, directory, model,
                    new ImageDocuments(collection, model, new ImageFileFinder(imageFolders), Optional.empty()));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static ImageCollection open(Path collection, Directory directory, ModelArtifact model,
            ImageDocuments documents) throws IOException {
        try {
            return new ImageCollection(directory, documents, new CommittingWriter(
                    new IndexWriters(collection.resolve(IndexSchema.FOLDER), directory, model.manifest())));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Adds images. An image whose id is in the index is replaced, with all its captions and properties.
     *
     * @param dataset  the images and their captions
     * @param features of the images, of the model's feature dimension
     * @throws IllegalArgumentException if the features are of another encoder or length than those in the index, or no
     *                                  image of the dataset has features
     * @throws IllegalStateException    if the collection is closed
     * @throws IOException              if the index cannot be written */
    public PutReport put(CaptionDataset dataset, ImageFeatures features, Progress progress) throws IOException {
        IndexableImages images = IndexableImages.join(dataset, features);
        return writer.change(open -> {
            documents.model().requireFeaturesOf(features.encoder());
            writer.manifest(open).encoder().requireMatch(features.encoder(), "the index holds");
            return put(open, images, GeneratedCaptions.NONE, progress);
        });
    }

    private PutReport put(IndexWriter open, IndexableImages images, GeneratedCaptions generated, Progress progress)
            throws IOException {
        try (DirectoryReader before = DirectoryReader.open(open)) {
            IndexedIds known = new IndexedIds(before);
            int[] replaced = {0};
            int withFile = documents.write(images, progress, (image, document) -> {
                replaced[0] += known.contains(image.id()) ? 1 : 0;
                generated.addTo(document, image.id());
                open.updateDocument(IndexedIds.term(image.id()), document);
            });
            long last = images.images().getLast().id();
            keepNextId(open, Math.max(nextImageId(open, known), IndexedIds.successor(last)));
            return new PutReport(images.images().size() - replaced[0], replaced[0],
                    images.report().withFiles(withFile));
        }
    }

    /** Replaces the records and captions of images; their features stay, and generated captions of those that get none
     * of people.
     *
     * @param dataset images of the index; others are ignored
     * @throws IllegalArgumentException if the index has none of them
     * @throws IllegalStateException    if the collection is closed
     * @throws IOException              if the index cannot be written */
    public void update(CaptionDataset dataset, Progress progress) throws IOException {
        Set<Long> ids = dataset.images().stream().map(ImageRecord::id).collect(Collectors.toSet());
        writer.change(open -> {
            ImageFeatures features;
            GeneratedCaptions generated;
            try (DirectoryReader before = DirectoryReader.open(open)) {
                features = new IndexedFeatures(before).of(ids, writer.manifest(open).encoder());
                generated = GeneratedCaptions.read(before, ids);
            }
            return put(open, IndexableImages.join(dataset, features), generated, progress);
        });
    }

    /** The encoder of the features in the index.
     *
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be read */
    public EncoderId encoder() throws IOException {
        return writer.change(open -> writer.manifest(open).encoder());
    }

    /** The first of the ids that no image of the collection has or ever had; all greater ones are free, too. An image
     * that is added with a greater id raises it.
     *
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be read */
    public long nextImageId() throws IOException {
        return writer.change(open -> {
            try (DirectoryReader now = DirectoryReader.open(open)) {
                return nextImageId(open, new IndexedIds(now));
            }
        });
    }

    /** An index of an earlier version does not say which ids it had. */
    private long nextImageId(IndexWriter open, IndexedIds known) throws IOException {
        return Math.max(writer.manifest(open).nextImageId(), known.next());
    }

    private void keepNextId(IndexWriter open, long next) throws IOException {
        IndexManifest manifest = writer.manifest(open);
        if (next != manifest.nextImageId()) {
            open.setLiveCommitData(manifest.withNextImageId(next).toUserData().entrySet());
        }
    }

    /** Removes images.
     *
     * @param imageIds ids that are not in the index are reported, and ignored
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be written */
    public RemoveReport remove(Collection<Long> imageIds) throws IOException {
        return writer.change(open -> {
            List<Long> removed = new ArrayList<>();
            List<Long> unknown = new ArrayList<>();
            try (DirectoryReader before = DirectoryReader.open(open)) {
                IndexedIds known = new IndexedIds(before);
                for (long id : new TreeSet<>(imageIds)) {
                    (known.contains(id) ? removed : unknown).add(id);
                }
                keepNextId(open, nextImageId(open, known));
            }
            open.deleteDocuments(removed.stream().map(IndexedIds::term).toArray(Term[]::new));
            return new RemoveReport(removed, unknown);
        });
    }

    /** Merges the index into one segment without deleted documents, which is fastest to search. Its graphs are built
     * from scratch, as {@link ImageIndexer} builds them. An index that already is one segment is left unchanged.
     *
     * <p>Cost: the time of indexing all images again, and as much disk space as the index takes. Other changes can
     * proceed at the same time; they remain segments of their own.
     *
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be written */
    public OptimizeReport optimize(Progress progress) throws IOException {
        SegmentInfos before = writer.lastCommit();
        try (Progress.Task task = progress.start("Linking neighbours", (long) VECTORS_PER_IMAGE * images(before),
                "vectors")) {
            writer.mergeAll(task);
        }
        SegmentInfos after = writer.lastCommit();
        return new OptimizeReport(images(after), state(before), state(after));
    }

    /** Stores the calibration of the index. It is kept until another one is stored, or the index is written from
     * scratch.
     *
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be written */
    public void record(SearchCalibration calibration) throws IOException {
        writer.change(open -> {
            open.setLiveCommitData(writer.manifest(open).withCalibration(Optional.of(calibration)).toUserData()
                    .entrySet());
            return calibration;
        });
    }

    /** Waits for running changes and merges, and releases the index for other writers.
     *
     * @throws IOException if segments could not be merged, for example on a full disk; all changes are kept */
    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } finally {
            directory.close();
        }
    }

    private static int images(SegmentInfos commit) {
        return commit.totalMaxDoc() - deletedDocuments(commit);
    }

    private static int deletedDocuments(SegmentInfos commit) {
        return commit.asList().stream().mapToInt(SegmentCommitInfo::getDelCount).sum();
    }

    private static OptimizeReport.State state(SegmentInfos commit) throws IOException {
        long bytes = 0;
        for (SegmentCommitInfo segment : commit) {
            bytes += segment.sizeInBytes();
        }
        return new OptimizeReport.State(commit.size(), deletedDocuments(commit), bytes);
    }
}
