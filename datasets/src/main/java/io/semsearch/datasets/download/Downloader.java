package io.semsearch.datasets.download;

import io.semsearch.artifact.Sha256;
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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches files: what was begun is gone on with, and only what is whole and has the right digest gets its name.
 *
 * <p>The bytes go to {@code NAME.part} in the same folder, which stays when the connection breaks; the next call
 * asks for the rest only. {@code NAME.part.etag} keeps the server's mark of the version, so that two versions are
 * never put together. Redirects are followed, but never from https to http. Not for use by two processes on one
 * folder at a time. */
public final class Downloader implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);
    private static final long MILLIS_BETWEEN_LOOKS = 100;
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HttpClient client;
    private final Duration stallTimeout;

    /** Gives up after 20 s without a connection, or 60 s without a byte. */
    public Downloader() {
        this(STALL_TIMEOUT);
    }

    Downloader(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(CONNECT_TIMEOUT).build();
    }

    /** Fetches a file, unless it is there already.
     *
     * @param folder made if missing
     * @return the file, of the right size and digest
     * @throws DownloadException if the server cannot be reached, has no such file, or breaks off (what came stays); if
     *                           it sends another file (which is removed); if another file of this name is there
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
                    + ": damaged on the way, or another file by now; it was removed, try again");
        }
        Files.move(part.path(), target, StandardCopyOption.ATOMIC_MOVE);
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
                    + ", this is another: move it away, or choose another folder");
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
                    + " fetch it by other means as " + part.target());
        }
        if (status != OK && status != PARTIAL_CONTENT) {
            throw new DownloadException(file.uri() + ": the server answered " + status
                    + "; try again later, or fetch it by other means as " + part.target());
        }
    }

    /** Sends one request and waits until its answer has been written.
     *
     * @return the status of the answer */
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
                throw new InterruptedIOException(file.uri() + ": interrupted; what came stays in " + part.path());
            } catch (TimeoutException e) {
                if (part.bytes() > file.bytes()) {
                    return OK;
                }
                if (part.bytes() != bytes) {
                    bytes = part.bytes();
                    lastAdvance = System.nanoTime();
                    task.advanceTo(bytes);
                } else if (System.nanoTime() - lastAdvance > stallTimeout.toNanos()) {
                    throw brokenOff(file, part,
                            new IOException("nothing came for " + stallTimeout.toSeconds() + " s", e));
                }
            }
        }
    }

    private static IOException failure(RemoteFile file, PartFile part, Throwable cause) throws IOException {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new DownloadException("cannot reach " + file.uri().getHost() + " to fetch " + file.uri()
                    + ": check the network and the proxy, or fetch it by other means as " + part.target(), cause);
        }
        if (cause instanceof UncheckedIOException unchecked
                && unchecked.getCause() instanceof DownloadException refused) {
            return refused;
        }
        return brokenOff(file, part, cause);
    }

    private static DownloadException brokenOff(RemoteFile file, PartFile part, Throwable cause) throws IOException {
        return new DownloadException(file.uri() + ": the connection broke off after " + part.bytes() + " of "
                + file.bytes() + " bytes (" + cause.getMessage() + "); run the same command again to go on from there",
                cause);
    }
}
