package io.semsearch.indexer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;

/** Keeps a commit for ten minutes after the next one, so that another process can finish reading it, for example the
 * next page of results. Older commits are deleted with the next commit, or when a writer opens.
 *
 * <p>The time of a commit is the modification time of its file, which survives the process. */
final class RecentCommits extends IndexDeletionPolicy {

    static final Duration KEPT = Duration.ofMinutes(10);

    private final Path folder;
    private final InstantSource clock;

    /** @param folder of the index */
    RecentCommits(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public void onInit(List<? extends IndexCommit> commits) throws IOException {
        onCommit(commits);
    }

    @Override
    public void onCommit(List<? extends IndexCommit> oldestFirst) throws IOException {
        Instant limit = clock.instant().minus(KEPT);
        for (int i = 0; i < oldestFirst.size() - 1; i++) {
            if (writtenAt(oldestFirst.get(i + 1)).isBefore(limit)) {
                oldestFirst.get(i).delete();
            }
        }
    }

    private Instant writtenAt(IndexCommit commit) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(commit.getSegmentsFileName())).toInstant();
    }
}
