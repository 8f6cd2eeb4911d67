package io.semsearch.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A collection of images that can be searched, wherever its index is.
 *
 * <p>{@link io.semsearch.search.local.ImageSearcher} implements it for a folder of this machine. Implementations are
 * thread-safe: one object serves all threads. A result comes from one state of the index, and so do all its pages.
 * After {@link #close} every method throws an {@link IllegalStateException}. */
public interface SearchableCollection extends AutoCloseable {

    /** Finds the images that are most similar to a query.
     *
     * @throws UnknownWordsException    if the model knows no word of a text
     * @throws UnknownImageException    if the index does not have an image that is part of the query
     * @throws FilterException          if the filter cannot be parsed
     * @throws PageTokenException       if the page token belongs to another query or index, or has expired
     * @throws IllegalArgumentException if a text has no words or its words have no weight, a text is searched in {@link
     *                                  Space#FEATURES}, a vector has another length than the space or has no direction,
     *                                  the parts of the query cancel each other out, or the options contradict the
     *                                  query
     * @throws IllegalStateException    if the collection is closed
     * @throws IndexFileException       if the options need what the index does not have: hubness penalties, or what is
     *                                  measured on an index
     * @throws IOException              if the index cannot be read */
    SearchResult search(Query query, SearchOptions options) throws IOException;

    /** An image of the index; empty if the index does not have it.
     *
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be read */
    Optional<IndexedImage> find(long imageId) throws IOException;

    /** A random sample of the images, without repetition.
     *
     * @param count number of images; if there are fewer, all are returned
     * @param seed  the same seed draws the same images as long as the index does not change
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be read */
    List<IndexedImage> sample(int count, long seed) throws IOException;

    /** Splits the similarity of an image to a query into what each word, image and vector of the query adds. The sum is
     * {@link Hit#similarity}, up to rounding.
     *
     * @return the largest contribution first
     * @throws UnknownImageException    if the index does not have the image, or one of the query
     * @throws IllegalArgumentException as {@link #search} says
     * @throws IllegalStateException    if the collection is closed
     * @throws IOException              if the index cannot be read */
    List<Contribution> explain(Query query, Space space, long imageId) throws IOException;

    /** What the index says about itself, and its size.
     *
     * @throws IllegalStateException if the collection is closed
     * @throws IOException           if the index cannot be read */
    IndexInfo info() throws IOException;

    /** Ends the use of the collection. Calls that are running complete; later ones throw an {@link
     * IllegalStateException}. Closing twice has no effect.
     *
     * @throws IOException if a file cannot be closed */
    @Override
    void close() throws IOException;
}
