package io.semsearch.server.collections;

import io.semsearch.operations.CollectionFolder;
import io.semsearch.operations.OperationListener;
import io.semsearch.operations.encoders.EncoderStore;
import io.semsearch.operations.indexing.CaptionImage;
import io.semsearch.operations.indexing.RemoveImages;
import io.semsearch.operations.photos.AddPhotos;
import io.semsearch.operations.photos.SkippedPhoto;
import io.semsearch.search.IndexedImage;
import io.semsearch.search.local.ImageSearcher;
import io.semsearch.server.Limits;
import io.semsearch.server.http.Capacity;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** Changes a collection, one change after the other. Photos that arrive while a change is running are added together
 * afterwards: the cost of a change hardly depends on their number. Thread-safe. */
public final class Changes implements Closeable {

    private static final String DELETED = "somebody removed this photo meanwhile: send it again";

    private final CollectionFolder folder;
    private final ImageSearcher searcher;
    private final EncoderStore encoders;
    private final PhotoInbox inbox;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("semsearch-changes").factory());
    private final List<Arrival> arrived = new ArrayList<>();
    private final int mostArrived;

    Changes(CollectionFolder folder, ImageSearcher searcher, EncoderStore encoders, Limits.Uploads limits) {
        this.folder = folder;
        this.searcher = searcher;
        this.encoders = encoders;
        this.inbox = new PhotoInbox(folder, limits.photoBytes());
        this.mostArrived = limits.photos() * 50;
    }

    /** Photos of a request that wait to be added. */
    private record Arrival(Set<Path> files, CompletableFuture<Added> done) {}

    /** What became of photos.
     *
     * @param images   the ids by file, of all photos that were added together
     * @param skipped  the reasons by file
     * @param newFiles those that the collection did not have before */
    public record Added(Map<Path, Long> images, Map<Path, String> skipped, Set<Path> newFiles) {}

    /** Takes the files of photos. */
    public PhotoInbox inbox() {
        return inbox;
    }

    /** Adds photos, which are searchable when this returns.
     *
     * @param files in the inbox
     * @throws IOException if the collection cannot be written */
    public Added add(Set<Path> files) throws IOException {
        Arrival arrival = new Arrival(files, new CompletableFuture<>());
        synchronized (arrived) {
            int waiting = arrived.stream().mapToInt(each -> each.files.size()).sum();
            if (waiting + files.size() > mostArrived) {
                throw Capacity.busy("many photos are being added");
            }
            arrived.add(arrival);
        }
        await(submit(this::addArrived));
        return await(arrival.done);
    }

    private boolean addArrived() {
        List<Arrival> now;
        synchronized (arrived) {
            now = List.copyOf(arrived);
            arrived.clear();
        }
        if (now.isEmpty()) {
            return false;
        }
        try {
            Set<Path> files = new HashSet<>();
            now.forEach(each -> files.addAll(each.files));
            Added all = addNow(files);
            now.forEach(each -> each.done.complete(all));
        } catch (Throwable e) { // errors, too: somebody waits for an answer
            now.forEach(each -> each.done.completeExceptionally(e));
        }
        return true;
    }

    private Added addNow(Set<Path> files) throws IOException {
        Map<Path, String> skipped = new HashMap<>();
        List<Path> present = files.stream().filter(Files::exists).toList();
        files.stream().filter(file -> !present.contains(file)).forEach(gone -> skipped.put(gone, DELETED));
        if (present.isEmpty()) {
            return new Added(Map.of(), skipped, Set.of());
        }
        Set<Path> known = idsOf(files).keySet();
        AddPhotos.Result result = AddPhotos.run(AddPhotos.Options.of(folder.path(), present, encoders),
                OperationListener.NONE);
        searcher.refresh();
        for (SkippedPhoto each : result.skipped()) {
            skipped.put(each.file(), each.reason());
            deleteUnlessSentAgain(each.file());
        }
        Map<Path, Long> ids = idsOf(files);
        Set<Path> added = new HashSet<>(ids.keySet());
        added.removeAll(known);
        return new Added(ids, skipped, added);
    }

    private Map<Path, Long> idsOf(Set<Path> files) throws IOException {
        Map<Path, Long> ids = new HashMap<>();
        searcher.forEach(image -> image.file().map(file -> file.toAbsolutePath().normalize()).filter(files::contains)
                .ifPresent(file -> ids.put(file, image.id())));
        return ids;
    }

    /** Removes an image. Its file is deleted if it came through the inbox.
     *
     * @return false if the collection does not have it */
    public boolean remove(long imageId) throws IOException {
        return await(submit(() -> {
            Optional<Path> sent = searcher.find(imageId).flatMap(IndexedImage::file).filter(inbox::holds);
            boolean isRemoved = !RemoveImages
                    .run(RemoveImages.Options.of(folder.path(), List.of(imageId)), OperationListener.NONE).removed()
                    .isEmpty();
            searcher.refresh();
            if (isRemoved && sent.isPresent()) {
                deleteUnlessSentAgain(sent.get());
            }
            return isRemoved;
        }));
    }

    /** Deletes a file of the inbox, unless somebody has sent the same photo meanwhile and waits for it to be added. */
    private void deleteUnlessSentAgain(Path file) throws IOException {
        synchronized (arrived) {
            if (arrived.stream().noneMatch(each -> each.files.contains(file.toAbsolutePath().normalize()))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Replaces the captions of an image.
     *
     * @return the image; empty if the collection does not have it */
    public Optional<IndexedImage> caption(long imageId, List<String> captions) throws IOException {
        return await(submit(() -> {
            if (searcher.find(imageId).isPresent()) {
                CaptionImage.run(new CaptionImage.Options(folder, imageId, captions));
                searcher.refresh();
            }
            return searcher.find(imageId);
        }));
    }

    /** A change. */
    private interface Change<T> {

        T run() throws IOException;
    }

    private <T> CompletableFuture<T> submit(Change<T> change) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            Future<?> unused = thread.submit(() -> {
                try {
                    done.complete(change.run());
                } catch (Throwable e) { // errors, too: somebody waits for an answer
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            throw Capacity.busy("the server is stopping");
        }
        return done;
    }

    private static <T> T await(CompletableFuture<T> done) throws IOException {
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException io when String.valueOf(io.getMessage()).contains("another command") ->
                    throw Capacity.busy("another program is changing this collection");
                case IOException io -> throw new IOException(io.getMessage(), io);
                case RuntimeException known -> throw known;
                case null, default -> throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    /** Number of photos that wait. */
    public int waiting() {
        synchronized (arrived) {
            return arrived.stream().mapToInt(each -> each.files.size()).sum();
        }
    }

    /** Finishes what is under way. */
    @Override
    public void close() {
        thread.close();
    }
}
