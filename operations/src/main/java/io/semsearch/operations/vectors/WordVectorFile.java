package io.semsearch.operations.vectors;

import io.semsearch.datasets.vectors.WordVectorsWriter;
import io.semsearch.operations.CancellableProgress;
import io.semsearch.operations.Formats;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.WritableFolder;
import io.semsearch.text.Terms;
import io.semsearch.text.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A file of word vectors to be written. */
record WordVectorFile(Path path) {

    private static final int LISTED = 5;

    /** A file in a folder that can be written to, which is checked before minutes of work depend on it.
     *
     * @throws IOException if it cannot; the message says what to do */
    static WordVectorFile writable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(file + ": expected a file's name, found a folder");
        }
        WritableFolder.make(folder, "name another file");
        return new WordVectorFile(file);
    }

    /** Writes word vectors, and remarks which words the file's form cannot hold. */
    WrittenVectors write(WordVectors vectors, OperationListener listener) throws IOException {
        List<String> leftOut = WordVectorsWriter.write(path, vectors, new CancellableProgress(listener));
        if (!leftOut.isEmpty()) {
            listener.onRemark("left out: " + Formats.count(leftOut.size(), "word")
                    + " with blanks, which separate words in the file: "
                    + leftOut.stream().limit(LISTED).map(word -> "'" + Formats.line(word) + "'")
                            .collect(Collectors.joining(", "))
                    + (leftOut.size() > LISTED ? ", ..." : ""));
        }
        long phrases = IntStream.range(0, vectors.size()).mapToObj(vectors::word)
                .filter(word -> Terms.words(word).size() > 1).count();
        return new WrittenVectors(path, vectors.size() - leftOut.size(), phrases, vectors.dimension());
    }
}
