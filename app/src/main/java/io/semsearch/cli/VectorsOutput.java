package io.semsearch.cli;

import io.semsearch.datasets.vectors.WordVectorsWriter;
import io.semsearch.text.Terms;
import io.semsearch.text.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;

/** A file of word vectors as the result of a command. */
final class VectorsOutput {

    private static final int LISTED = 5;

    @Mixin
    private FormatOption format = new FormatOption();

    /** Sees to it that a file can be written, before minutes of work depend on that. */
    static void prepare(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(file + ": expected a file's name, found a folder");
        }
        Files.createDirectories(folder);
        try {
            Files.delete(Files.createTempFile(folder, ".writable", ""));
        } catch (IOException e) {
            throw new IOException(folder + ": cannot be written to (" + e.getMessage()
                    + "): check its permissions and the disk, or name another file", e);
        }
    }

    void write(Path file, WordVectors vectors, Console console) throws IOException {
        List<String> leftOut = WordVectorsWriter.write(file, vectors, console.progress());
        if (!leftOut.isEmpty()) {
            console.note("left out: %s with blanks, which the file's form cannot tell from what parts words: %s%s",
                    Formats.count(leftOut.size(), "word"),
                    leftOut.stream().limit(LISTED).map(word -> "'" + Formats.line(word) + "'")
                            .collect(Collectors.joining(", ")),
                    leftOut.size() > LISTED ? ", ..." : "");
        }
        int words = vectors.size() - leftOut.size();
        long phrases = IntStream.range(0, vectors.size()).mapToObj(vectors::word)
                .filter(word -> Terms.words(word).size() > 1).count();
        console.out().println(format.isJson()
                ? ResultJson.print(ResultJson.object().put("vectors", file.toString()).put("words", words)
                        .put("phrases", phrases).put("dimension", vectors.dimension()))
                : Formats.text("%s: %s%s, %,d values each", file, Formats.count(words, "word"),
                        phrases == 0 ? "" : Formats.text(" (%s)", Formats.count(phrases, "phrase")),
                        vectors.dimension()));
        console.out().flush();
    }
}
