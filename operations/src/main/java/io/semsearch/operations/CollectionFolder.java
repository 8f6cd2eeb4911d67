package io.semsearch.operations;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.files.FolderLock;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.index.IndexFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A collection: one folder with everything of one corpus.
 *
 * @param path need not exist yet */
public record CollectionFolder(Path path) {

    /** The trained model. */
    public Path model() {
        return path.resolve(ModelArtifact.FOLDER);
    }

    /** The Lucene index. */
    public Path index() {
        return path.resolve(IndexSchema.FOLDER);
    }

    /** Curves and measurements. */
    public Path reports() {
        return path.resolve("reports");
    }

    /** The state that training resumes from. */
    public Path training() {
        return path.resolve("training");
    }

    /** This folder, to read from.
     *
     * @throws NotDirectoryException if it is a file
     * @throws IOException           if it does not exist */
    public CollectionFolder existing() throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + ": there is no collection here: make one with 'semsearch demo' or "
                    + "'semsearch train', or name another with -c");
        }
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        return this;
    }

    /** Reads the model, after checking every one of its files against its checksum.
     *
     * @throws IOException if the model is missing, damaged, or of another version */
    public ModelArtifact readModel() throws IOException {
        ModelReader.verify(model());
        return ModelReader.read(model());
    }

    /** Checks that the index is there and can be opened: a change must not be added to a damaged one.
     *
     * @throws io.semsearch.search.IndexFileException if it is missing, damaged, or of another version */
    public void checkIndex() throws IOException {
        IndexFiles.check(index());
    }

    /** Does work that writes to this collection, whose folder is made if it does not exist. Every operation that writes
     * runs in here: two at once would mix their models, indexes and reports. A thread may nest such work.
     *
     * @throws IOException also if the folder cannot be written to, or another command writes to it */
    public <T> T exclusively(FolderLock.Work<T> work) throws IOException {
        return FolderLock.tryNow(makeWritable(path), work);
    }

    /** Makes a folder of the collection, and checks that files can be made in it: before hours of work depend on that.
     *
     * @param folder of this collection
     * @return the folder
     * @throws IOException if files cannot be made there */
    public Path makeWritable(Path folder) throws IOException {
        return WritableFolder.make(folder);
    }
}
