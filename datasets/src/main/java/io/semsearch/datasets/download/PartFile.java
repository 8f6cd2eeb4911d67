package io.semsearch.datasets.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has come of a file so far, and what its server calls this version of it.
 *
 * <p>As a body handler it writes a whole answer over what is there, and the rest of a file behind it. */
final class PartFile implements HttpResponse.BodyHandler<Path> {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

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

    /** The bytes that have come. */
    Path path() {
        return path;
    }

    /** What the file will be called when it is whole. */
    Path target() {
        return target;
    }

    /** How many bytes have come. */
    long bytes() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Forgets what has come. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(etag);
    }

    /** Asks for the rest only, of the same version. */
    void addRangeTo(HttpRequest.Builder request) throws IOException {
        long bytes = bytes();
        if (bytes == 0) {
            return;
        }
        request.header("Range", "bytes=" + bytes + "-");
        if (Files.exists(etag)) {
            request.header("If-Range", Files.readString(etag));
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
                    + offered + ": another file by now; update this program, or fetch the file by other means as "
                    + target);
        }
        delete();
        Optional<String> version = answer.headers().firstValue("ETag").filter(PartFile::isStrong);
        if (version.isPresent()) {
            Files.writeString(etag, version.get());
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
                    + ", the server sent '" + range + "': what had come was removed, try again");
        }
        return HttpResponse.BodySubscribers.ofFile(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Only a strong mark says that the bytes are the same (RFC 9110, section 13.1.5). */
    private static boolean isStrong(String version) {
        return version.startsWith("\"");
    }
}
