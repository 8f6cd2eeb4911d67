package io.semsearch.datasets.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a file that has been downloaded, and the server's ETag of this version.
 *
 * <p>As a body handler it replaces the part by a complete response, and appends a partial one. */
final class PartFile implements HttpResponse.BodyHandler<Path> {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    private static final Pattern STRONG_ETAG = Pattern.compile("\"[ !#-~]*\"");

    private final RemoteFile file;
    private final Path target;
    private final Path path;
    private final Path etag;

    PartFile(Path folder, RemoteFile file) {
        this.file = file;
        this.target = folder.resolve(file.name());
        this.path = folder.resolve(file.name() + ".part");
        this.etag = folder.resolve(file.name() + ".part.etag");
    }

    /** The file with the bytes so far. */
    Path path() {
        return path;
    }

    /** The final name of the file. */
    Path target() {
        return target;
    }

    /** Number of bytes so far. */
    long bytes() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Deletes the part. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(etag);
    }

    /** Requests only the rest, of the same version. */
    void addRangeTo(HttpRequest.Builder request) throws IOException {
        long bytes = bytes();
        if (bytes == 0) {
            return;
        }
        request.header("Range", "bytes=" + bytes + "-");
        if (Files.exists(etag)) {
            // one that was damaged, or is no header's value, would fail every request: the digest is checked anyway
            Optional.of(Files.readString(etag, StandardCharsets.ISO_8859_1)).filter(PartFile::isStrong)
                    .ifPresent(version -> request.header("If-Range", version));
        }
    }

    @Override
    public HttpResponse.BodySubscriber<Path> apply(HttpResponse.ResponseInfo answer) {
        try {
            return switch (answer.statusCode()) {
                case OK -> whole(answer);
                case PARTIAL_CONTENT -> rest(answer);
                default -> HttpResponse.BodySubscribers.replacing(path);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse.BodySubscriber<Path> whole(HttpResponse.ResponseInfo answer) throws IOException {
        long offered = answer.headers().firstValueAsLong("Content-Length").orElse(file.bytes());
        if (offered != file.bytes()) {
            throw new DownloadException(file.uri() + ": expected " + file.bytes() + " bytes, the server offers "
                    + offered
                    + ": a different file by now; update this program, or download the file by other means as "
                    + target);
        }
        delete();
        Optional<String> version = answer.headers().firstValue("ETag").filter(PartFile::isStrong);
        if (version.isPresent()) {
            Files.writeString(etag, version.get(), StandardCharsets.ISO_8859_1);
        }
        return HttpResponse.BodySubscribers.ofFile(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private HttpResponse.BodySubscriber<Path> rest(HttpResponse.ResponseInfo answer) throws IOException {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(range);
        boolean fits = matcher.matches() && Long.parseLong(matcher.group(1)) == bytes()
                && (matcher.group(2).equals("*") || Long.parseLong(matcher.group(2)) == file.bytes());
        if (!fits) {
            long expected = bytes();
            delete();
            throw new DownloadException(file.uri() + ": expected the bytes from " + expected + " of " + file.bytes()
                    + ", the server sent '" + range + "': the part was deleted, try again");
        }
        return HttpResponse.BodySubscribers.ofFile(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Only a strong ETag guarantees equal bytes (RFC 9110, section 13.1.5). */
    private static boolean isStrong(String version) {
        return STRONG_ETAG.matcher(version).matches();
    }
}
