package io.semsearch.cli.options;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.search.MergedCollections;
import io.semsearch.search.SearchableCollection;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** {@code -c}, once or more: the collections that are searched. */
public final class CollectionsOption {

    @Option(names = {"-c", "--collection"}, paramLabel = "DIR",
            description = "Folder of the collection; repeat it to search several collections of one model as one. "
                    + "Default: $SEMSEARCH_COLLECTION, else the demo's, ~/semsearch/demo.")
    private List<Path> folders = List.of();

    /** True if more than one is searched. */
    public boolean areSeveral() {
        return folders.size() > 1;
    }

    /** The first one. */
    public CollectionFolder first() {
        return new CollectionFolder(folders.isEmpty() ? new CollectionOption().folder() : folders.getFirst());
    }

    /** Opens the collections.
     *
     * @throws IllegalArgumentException if one is named twice
     * @throws IOException              if one cannot be opened, or they cannot be searched as one */
    public SearchableCollection open() throws IOException {
        if (!areSeveral()) {
            return ImageSearcher.open(first().existing().path());
        }
        requireDifferent();
        Map<String, SearchableCollection> searchers = new LinkedHashMap<>();
        try {
            for (Path folder : folders) {
                searchers.put(folder.toString(), ImageSearcher.open(new CollectionFolder(folder).existing().path()));
            }
            return new MergedCollections(searchers);
        } catch (IOException | RuntimeException e) {
            for (SearchableCollection opened : searchers.values()) {
                opened.close();
            }
            throw e;
        }
    }

    private void requireDifferent() throws IOException {
        Set<Path> different = new LinkedHashSet<>();
        for (Path folder : folders) {
            if (!different.add(new CollectionFolder(folder).existing().path().toRealPath())) {
                throw new IllegalArgumentException("-c names " + folder + " twice: name each collection once");
            }
        }
    }
}
