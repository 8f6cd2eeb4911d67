package io.semsearch.indexer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringJoiner;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;

/** Searches an index without our code: with lucene-core and the names of the fields alone.
 *
 * <p>Tests run it in a process of its own, with a class path of this class and lucene-core. */
final class PlainLucene {

    private PlainLucene() {}

    /** Arguments: the folder of the index, a field, the query vector with commas. */
    public static void main(String[] arguments) throws IOException {
        String[] values = arguments[2].split(",");
        float[] vector = new float[values.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.parseFloat(values[i]);
        }
        System.out.println(search(Path.of(arguments[0]), arguments[1], vector));
    }

    /** The ids of the ten nearest images, with spaces. */
    static String search(Path index, String field, float[] vector) throws IOException {
        try (FSDirectory directory = FSDirectory.open(index);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            ScoreDoc[] hits = searcher.search(new KnnFloatVectorQuery(field, Arrays.copyOf(vector, vector.length), 10),
                    10).scoreDocs;
            StringJoiner ids = new StringJoiner(" ");
            for (ScoreDoc hit : hits) {
                ids.add(searcher.storedFields().document(hit.doc).get("id"));
            }
            return ids.toString();
        }
    }
}
