package io.semsearch.indexer;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.dataset.CaptionDataset;
import io.semsearch.dataset.ImageFeatures;
import io.semsearch.progress.Progress;
import io.semsearch.schema.IndexSchema;
import io.semsearch.schema.SearchCalibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The index of a collection, open for changes: images come, are replaced and go, one by one or many at once.
 *
 * <p>Each call is one commit. When it returns, the change is on disk and outlives a crash; searchers that are opened or
 * refreshed from then on see all of it, and none sees a part. When it throws, the index is as it was, and nothing of
 * the call comes later. Commits are kept for ten minutes after the next one, for those who still read them.
 *
 * <p>A change costs what its images cost: segments are merged beside it, small ones with small ones (decision record
 * 0051). {@link #optimize} makes them one, which searches fastest.
 *
 * <p>Thread-safe; changes wait for each other. One object writes an index at a time: a second one, in this process or
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
     * @param collection     the folder that holds {@code index}
     * @param model          what the index was made with; places images among words
     * @param pictureFolders where local pictures of images that come are looked for, in this order; may be empty
     * @throws UnwritableIndexException if there is no index, it is damaged, of another version or of another model, or
     *                                  someone else is writing it
     * @throws IOException              if it cannot be read */
    public static ImageCollection open(Path collection, ModelArtifact model, List<Path> pictureFolders)
            throws IOException {
        Path folder = collection.resolve(IndexSchema.FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new UnwritableIndexException(folder + ": no index here: run 'semsearch index' first");
        }
        return open(collection, FSDirectory.open(folder), model, pictureFolders);
    }

    /** @param directory is closed with the collection, and where it cannot be opened */
    static ImageCollection open(Path collection, Directory directory, ModelArtifact model, List<Path> pictureFolders)
            throws IOException {
        try {
            ImageDocuments documents = new ImageDocuments(collection, model, new PictureFinder(pictureFolders));
            return new ImageCollection(directory, documents, new CommittingWriter(
                    new IndexWriters(collection.resolve(IndexSchema.FOLDER), directory, model.manifest())));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Adds images, and replaces those whose id is there, with all that was known of them.
     *
     * @param dataset  what is told of the images, and their captions
     * @param features of the images, as long as the model takes them
     * @throws IllegalArgumentException if the features have another length, or none is of an image of the dataset
     * @throws IllegalStateException    if this was closed
     * @throws IOException              if the index cannot be written */
    public PutReport put(CaptionDataset dataset, ImageFeatures features, Progress progress) throws IOException {
        IndexableImages images = IndexableImages.join(dataset, features);
        return writer.change(open -> put(open, images, progress));
    }

    private PutReport put(IndexWriter open, IndexableImages images, Progress progress) throws IOException {
        try (DirectoryReader before = DirectoryReader.open(open)) {
            IndexedIds known = new IndexedIds(before);
            int[] replaced = {0};
            int withPicture = documents.write(images, progress, (image, document) -> {
                replaced[0] += known.contains(image.id()) ? 1 : 0;
                open.updateDocument(IndexedIds.term(image.id()), document);
            });
            return new PutReport(images.images().size() - replaced[0], replaced[0],
                    images.report().withPictures(withPicture));
        }
    }

    /** Takes images out.
     *
     * @param imageIds those that are not there are told, and do no harm
     * @throws IllegalStateException if this was closed
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
            }
            open.deleteDocuments(removed.stream().map(IndexedIds::term).toArray(Term[]::new));
            return new RemoveReport(removed, unknown);
        });
    }

    /** Makes the index one segment, without the documents of images that are gone; then searches are fastest.
     *
     * <p>Cost: at most that of indexing anew, since graphs of segments without deleted documents are joined and all other
     * images linked; and as much room on disk as the index takes. Other changes go on meanwhile, and stay segments of
     * their own.
     *
     * @throws IllegalStateException if this was closed
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

    /** Keeps what was measured on the index with it, until something else is measured or the index is written anew.
     *
     * @throws IllegalStateException if this was closed
     * @throws IOException           if the index cannot be written */
    public void record(SearchCalibration calibration) throws IOException {
        writer.change(open -> {
            open.setLiveCommitData(writer.manifest(open).withCalibration(Optional.of(calibration)).toUserData()
                    .entrySet());
            return calibration;
        });
    }

    /** Waits for a change and for merges under way, and lets others write.
     *
     * @throws IOException if segments could not be merged, on a full disk say; all changes are kept */
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
