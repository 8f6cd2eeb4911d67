package io.semsearch.operations.photos;

import io.semsearch.artifact.ModelArtifact;
import io.semsearch.artifact.ModelReader;
import io.semsearch.captioning.CaptionerFiles;
import io.semsearch.dataset.EncoderId;
import io.semsearch.files.AtomicFile;
import io.semsearch.files.FolderLock;
import io.semsearch.indexer.ImageIndexer;
import io.semsearch.indexer.IndexOptions;
import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.ProgramVersion;
import io.semsearch.schema.HnswParameters;
import io.semsearch.schema.IndexManifest;
import io.semsearch.schema.IndexSchema;
import io.semsearch.search.local.ImageSearcher;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a collection for photos with the model of another: a copy of the model, and an index without images. Nothing
 * that was measured of the other's index holds for other photos: {@link AddPhotos} measures. */
public final class MakePhotoCollection {

    private static final Set<String> OWN_FILES = Set.of(IndexSchema.FOLDER, "model", FolderLock.FILE,
            IndexSchema.THUMBNAILS, PhotoArchives.FOLDER, Disks.FILE);

    private MakePhotoCollection() {}

    /** What to make.
     *
     * @param collection to make; one that has a model and an index is left as it is
     * @param like       a collection with a model; may be the same, if it was trained and not indexed */
    public record Options(CollectionFolder collection, CollectionFolder like) {}

    /** True if a collection has a model and an index, so that photos can be added. */
    public static boolean isMade(CollectionFolder collection) {
        return hasModel(collection) && Files.isDirectory(collection.index());
    }

    /** True if a collection has a model, which it can be made with. */
    public static boolean hasModel(CollectionFolder collection) {
        return Files.isRegularFile(collection.model().resolve(ModelReader.MANIFEST_FILE));
    }

    /** Runs the operation. An interrupted one can be run again, with another model too.
     *
     * @throws IOException if the other collection has no model, the collection has another one and images or a training
     *                     of its own, it cannot be written, or another command writes to it; nothing has changed
     * then */
    public static void run(Options options) throws IOException {
        CollectionFolder like = options.like();
        like.existing();
        CollectionFolder collection = options.collection();
        collection.exclusively(() -> {
            ModelArtifact model = like.readModel();
            Indexing indexing = Indexing.of(like, model);
            boolean hasThisModel = hasModel(collection)
                    && fingerprint(collection).equals(model.manifest().fingerprint());
            if (hasModel(collection) && !hasThisModel && !isUnused(collection)) {
                throw new IOException(collection.path() + ": has a model already, which is not that of " + like.path()
                        + ": leave --like out, or choose another folder with -c");
            }
            if (!hasThisModel) {
                copyModel(like.model(), collection.makeWritable(collection.model()));
            }
            if (CaptionerFiles.exist(like.model()) && !CaptionerFiles.exist(collection.model())) {
                CaptionerFiles.copy(like.model(), collection.model());
            }
            if (!hasThisModel || !Files.isDirectory(collection.index())) {
                new ImageIndexer(collection.path(), collection.readModel(),
                        new IndexOptions(indexing.hnsw, List.of(), ProgramVersion.nameAndVersion()))
                        .indexNothing(indexing.encoder);
            }
            return collection;
        });
    }

    /** How the other collection is indexed; by the defaults if it is not.
     *
     * @param encoder of its features */
    private record Indexing(EncoderId encoder, HnswParameters hnsw) {

        static Indexing of(CollectionFolder like, ModelArtifact model) throws IOException {
            EncoderId encoder = model.manifest().encoder();
            if (!Files.isDirectory(like.index())) {
                return new Indexing(encoder, HnswParameters.DEFAULT);
            }
            try (ImageSearcher searcher = ImageSearcher.open(like.path())) {
                IndexManifest manifest = searcher.info().manifest();
                return new Indexing(encoder.orIfUnnamed(manifest.encoder()), manifest.hnsw());
            }
        }
    }

    /** Deletes a collection's index, so that {@link #run} makes one without images. */
    public static void discardIndex(CollectionFolder collection) throws IOException {
        if (Files.isDirectory(collection.index())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(collection.index())) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(collection.index());
        }
    }

    /** True if the collection is what an earlier run left that never came to its first photo. */
    private static boolean isUnused(CollectionFolder collection) throws IOException {
        try (Stream<Path> files = Files.list(collection.path())) {
            if (!files.allMatch(file -> OWN_FILES.contains(file.getFileName().toString()))) {
                return false;
            }
        }
        if (!Files.isDirectory(collection.index())) {
            return true;
        }
        try (ImageSearcher searcher = ImageSearcher.open(collection.path())) {
            return searcher.size() == 0;
        }
    }

    private static String fingerprint(CollectionFolder collection) throws IOException {
        return ModelReader.readManifest(collection.model()).fingerprint();
    }

    /** Copies the manifest last: a model without one does not exist. */
    private static void copyModel(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(from, "*.{safetensors,sdnb}")) {
            all.forEach(files::add);
        }
        files.add(from.resolve(ModelReader.MANIFEST_FILE));
        for (Path file : files) {
            AtomicFile.write(to.resolve(file.getFileName()), copy -> Files.copy(file, copy));
        }
    }
}
