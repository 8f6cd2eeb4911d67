package io.semsearch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.io.TempDir;

/** Opens the index of a folder by Lucene alone. */
abstract class WithIndex {

    @TempDir
    Path folder;

    List<String> ids() throws IOException {
        try (DirectoryReader reader = open()) {
            List<String> ids = new ArrayList<>();
            for (int document = 0; document < reader.maxDoc(); document++) {
                ids.add(reader.storedFields().document(document).get(IndexSchema.ID));
            }
            return ids;
        }
    }

    static LeafReader onlyLeaf(DirectoryReader reader) {
        assertThat(reader.leaves()).hasSize(1);
        return reader.leaves().getFirst().reader();
    }

    static float[] vector(LeafReader leaf, String field, int document) throws IOException {
        FloatVectorValues values = leaf.getFloatVectorValues(field);
        assertThat(values.ordToDoc(document)).isEqualTo(document);
        return values.vectorValue(document).clone();
    }

    DirectoryReader open() throws IOException {
        return open(folder);
    }

    static DirectoryReader open(Path collection) throws IOException {
        return DirectoryReader.open(FSDirectory.open(collection.resolve(IndexSchema.FOLDER)));
    }

    Path indexFolder() {
        return folder.resolve(IndexSchema.FOLDER);
    }

    Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(indexFolder())) {
            return files.sorted().toList().stream();
        }
    }
}
