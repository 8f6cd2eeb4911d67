package io.semsearch.indexer;

import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;

/** The content of the last commit of an index.
 *
 * @param captions by image id
 * @param manifest of the commit
 * @param segments number of segments
 * @param deleted  number of deleted documents */
record IndexContent(SortedMap<Long, List<String>> captions, IndexManifest manifest, int segments, int deleted) {

    static IndexContent read(Path collection) throws IOException {
        try (Directory directory = FSDirectory.open(collection.resolve(IndexSchema.FOLDER));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            return of(reader);
        }
    }

    static IndexContent of(DirectoryReader reader) throws IOException {
        SortedMap<Long, List<String>> captions = new TreeMap<>();
        Bits live = MultiBits.getLiveDocs(reader);
        StoredFields stored = reader.storedFields();
        for (LeafReaderContext leaf : reader.leaves()) {
            for (int document = leaf.docBase; document < leaf.docBase + leaf.reader().maxDoc(); document++) {
                if (live == null || live.get(document)) {
                    Document image = stored.document(document);
                    List<String> earlier = captions.put(Long.valueOf(image.get(IndexSchema.ID)),
                            Arrays.asList(image.getValues(IndexSchema.CAPTION)));
                    if (earlier != null) {
                        throw new IllegalStateException("image " + image.get(IndexSchema.ID) + " is there twice");
                    }
                }
            }
        }
        return new IndexContent(captions, IndexManifest.fromUserData(reader.getIndexCommit().getUserData()),
                reader.leaves().size(), reader.numDeletedDocs());
    }

    /** True if Lucene finds no fault in any file of the index. */
    static boolean isClean(Path collection) throws IOException {
        try (Directory directory = FSDirectory.open(collection.resolve(IndexSchema.FOLDER));
                CheckIndex check = new CheckIndex(directory)) {
            return check.checkIndex().clean;
        }
    }
}
