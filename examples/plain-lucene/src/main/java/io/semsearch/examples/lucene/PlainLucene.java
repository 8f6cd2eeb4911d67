package io.semsearch.examples.lucene;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

/** An image-to-image search with Lucene alone, using the fields specified in {@code docs/formats-index.md}. */
public final class PlainLucene {

    private static final int CANDIDATES = 100;
    private static final int HITS = 10;

    private PlainLucene() {}

    /** Arguments: the folder {@code COLLECTION/index}, an image id, and {@code semantic} or {@code features}. */
    public static void main(String[] arguments) throws IOException {
        similar(Path.of(arguments[0]), arguments[1], arguments[2], System.out);
    }

    /** Prints id, cosine and first caption of the nearest images; the image itself comes first. */
    static void similar(Path index, String id, String field, PrintStream out) throws IOException {
        try (FSDirectory directory = FSDirectory.open(index);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            int document = searcher.search(new TermQuery(new Term("id", id)), 1).scoreDocs[0].doc;
            KnnFloatVectorQuery query = new KnnFloatVectorQuery(field, vector(reader, document, field), CANDIDATES);
            for (ScoreDoc hit : searcher.search(query, HITS).scoreDocs) {
                Document image = searcher.storedFields().document(hit.doc);
                out.printf("%s %.4f %s%n", image.get("id"), 2 * hit.score - 1, image.get("caption"));
            }
        }
    }

    private static float[] vector(DirectoryReader reader, int document, String field) throws IOException {
        LeafReaderContext segment = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        FloatVectorValues vectors = segment.reader().getFloatVectorValues(field);
        DocIndexIterator places = vectors.iterator();
        places.advance(document - segment.docBase);
        return vectors.vectorValue(places.index()).clone();
    }
}
