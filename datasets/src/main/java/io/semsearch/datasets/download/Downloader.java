package io.semsearch.datasets.download;

import io.semsearch.artifact.Sha256;
import io.semsearch.files.AtomicFile;
import io.semsearch.progress.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Downloads files, resuming interrupted downloads; a file gets its name only when it is complete and its digest is
 * right.
 *
 * <p>The bytes go to {@code NAME.part} in the same folder. If the connection breaks this file is kept, and the next
 * call requests only the rest. {@code NAME.part.etag} keeps the server's ETag, so that parts of two versions are never
 * joined. Redirects are followed, but not from https to http. Two processes must not use one folder at the same time.
 * */
public final class Downloader implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);
    /** Fewer than these in a stall timeout, about 1 kB/s, are no progress. */
    private static final long LEAST_BYTES = 1 << 16;
    private static final long MILLIS_BETWEEN_LOOKS = 100;
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HttpClient client;
    private final Duration stallTimeout;

    /** A downloader that fails after 20 s without a connection, or less than 64 KiB in 60 s. */
    public Downloader() {
        this(STALL_TIMEOUT);
    }

    Downloader(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(CONNECT_TIMEOUT).build();
    }

    /** Downloads a file, unless it exists already.
     *
     * @param folder created if missing
     * @return the file, with the expected size and digest
     * @throws DownloadException if the server cannot be reached, has no such file, or the connection breaks (the bytes
     *                           so far are kept); if it sends a different file (which is deleted); if a different file
     *                           of this name exists
     * @throws IOException       if the folder cannot be written */
    public Path download(RemoteFile file, Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder);
        Path target = folder.resolve(file.name());
        if (Files.exists(target)) {
            requireExpected(target, file);
            return target;
        }
        PartFile part = new PartFile(folder, file);
        if (part.bytes() < file.bytes() || file.bytes() == 0) {
            fetch(file, part, progress);
        }
        if (part.bytes() < file.bytes()) {
            throw brokenOff(file, part, new EOFException("the server sent no more"));
        }
        String sha256 = Sha256.of(part.path());
        if (part.bytes() > file.bytes() || !sha256.equals(file.sha256())) {
            String found = part.bytes() + " bytes with SHA-256 " + sha256;
            part.delete();
            throw new DownloadException(file.uri() + ": expected " + file.bytes() + " bytes with SHA-256 "
                    + file.sha256() + ", got " + found
                    + ": damaged in transit, or a different file by now; it was deleted, try again");
        }
        AtomicFile.move(part.path(), target);
        part.delete();
        return target;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static void requireExpected(Path target, RemoteFile file) throws IOException {
        if (Files.size(target) != file.bytes() || !Sha256.of(target).equals(file.sha256())) {
            throw new DownloadException(target + ": expected the file of " + file.bytes() + " bytes from " + file.uri()
                    + ", found a different one: move it away, or choose another folder");
        }
    }

    private void fetch(RemoteFile file, PartFile part, Progress progress) throws IOException {
        int status = request(file, part, progress);
        if (status == RANGE_NOT_SATISFIABLE) {
            part.delete();
            status = request(file, part, progress);
        }
        if (status == NOT_FOUND) {
            throw new DownloadException(file.uri() + ": the server has no such file (any more); update this program, or"
                    + " download it by other means as " + part.target());
        }
        if (status != OK && status != PARTIAL_CONTENT) {
            throw new DownloadException(file.uri() + ": the server answered " + status
                    + "; try again later, or download it by other means as " + part.target());
        }
    }

    /** Sends one request and waits until its response has been written.
     *
     * @return the status code of the response */
    private int request(RemoteFile file, PartFile part, Progress progress) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(file.uri()).header("Accept-Encoding", "identity");
        part.addRangeTo(request);
        CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(request.build(), part);
        try (Progress.Task task = progress.start("Downloading " + file.name(), file.bytes(), "bytes")) {
            return await(answer, file, part, task);
        } finally {
            answer.cancel(true);
        }
    }

    private int await(CompletableFuture<HttpResponse<Path>> answer, RemoteFile file, PartFile part, Progress.Task task)
            throws IOException {
        long bytes = part.bytes();
        long lastAdvance = System.nanoTime();
        while (true) {
            try {
                int status = answer.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS).statusCode();
                task.advanceTo(part.bytes());
                return status;
            } catch (ExecutionException e) {
                throw failure(file, part, e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(
                        file.uri() + ": interrupted; the bytes so far are kept in " + part.path());
            } catch (TimeoutException e) {
                if (part.bytes() > file.bytes()) {
                    return OK;
                }
                task.advanceTo(part.bytes());
                if (part.bytes() - bytes >= LEAST_BYTES) {
                    bytes = part.bytes();
                    lastAdvance = System.nanoTime();
                } else if (System.nanoTime() - lastAdvance > stallTimeout.toNanos()) {
                    String received = part.bytes() == bytes ? "no data" : "only " + (part.bytes() - bytes) + " bytes";
                    throw brokenOff(file, part,
                            new IOException(received + " for " + stallTimeout.toSeconds() + " s", e));
                }
            }
        }
    }

    private static IOException failure(RemoteFile file, PartFile part, Throwable cause) throws IOException {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new DownloadException("cannot reach " + file.uri().getHost() + " to download " + file.uri()
                    + ": check the network and the proxy, or download it by other means as " + part.target(), cause);
        }
        if (cause instanceof UncheckedIOException unchecked
                && unchecked.getCause() instanceof DownloadException refused) {
            return refused;
        }
        return brokenOff(file, part, cause);
    }

    private static DownloadException brokenOff(RemoteFile file, PartFile part, Throwable cause) throws IOException {
        return new DownloadException(file.uri() + ": the connection broke after " + part.bytes() + " of "
                + file.bytes() + " bytes (" + cause.getMessage() + "); run the same command again to resume",
                cause);
    }
}
