package io.semsearch.datasets.download;

import io.semsearch.datasets.download.FetchException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;

/** Fetches small files from URLs that others wrote, without giving them a way into this network. Thread-safe.
 *
 * <p>A host name is looked up once for a connection, private addresses are dropped from what is found, and the
 * connection is made to an address that was checked. The same holds behind redirects. Bytes and time are limited;
 * proxies, cookies and passwords are not used. */
public final class GuardedFetcher implements AutoCloseable {

    private static final int CHUNK = 1 << 14;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Limits limits;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("fetch-deadlines").factory());

    /** What a file may take.
     *
     * @param maxBytes of its content
     * @param maxTime  from the request to the last byte */
    public record Limits(long maxBytes, Duration maxTime) {

        /** For a photo. */
        public static final Limits DEFAULTS = new Limits(64L << 20, Duration.ofSeconds(60));

        /** @throws IllegalArgumentException if one is not positive, or the bytes do not fit into an array */
        public Limits {
            if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - CHUNK || !maxTime.isPositive()) {
                throw new IllegalArgumentException(
                        "the limits of a download must be positive, got " + maxBytes + " bytes, " + maxTime);
            }
        }
    }

    /** Finds the addresses of a host name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** A fetcher.
     *
     * @param allowPrivate true to fetch from this machine and its network, too */
    public GuardedFetcher(Limits limits, boolean allowPrivate) {
        this(limits, InetAddress::getAllByName, allowPrivate ? address -> true : PublicAddresses::contain);
    }

    GuardedFetcher(Limits limits, Resolver resolver, Predicate<InetAddress> allowed) {
        this.limits = limits;
        this.client = GuardedClient.make(limits, resolver, allowed);
    }

    /** Fetches a file.
     *
     * @param uri http or https
     * @return its content
     * @throws FetchException if it cannot be fetched, is refused or beyond a limit */
    public byte[] fetch(URI uri) throws FetchException {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean isWeb = scheme.equals("http") || scheme.equals("https");
        if (!isWeb || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new FetchException(Reason.REFUSED, uri + ": expected http://HOST/... or https://HOST/...");
        }
        HttpGet request = new HttpGet(uri);
        ScheduledFuture<?> deadline = clock.schedule(request::cancel, limits.maxTime.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> content(uri, response));
        } catch (FetchException e) {
            throw e;
        } catch (ClientProtocolException e) {
            throw new FetchException(Reason.STATUS, uri + ": " + reason(e), e);
        } catch (IOException e) {
            if (request.isCancelled() || e instanceof SocketTimeoutException) {
                throw new FetchException(Reason.LIMIT, uri + ": not complete after " + limits.maxTime.toSeconds()
                        + " s", e);
            }
            Optional<FetchException> refused = refusal(uri, e);
            throw refused.orElseGet(
                    () -> new FetchException(Reason.UNREACHABLE, uri + ": cannot be fetched (" + reason(e) + ")", e));
        } catch (IllegalArgumentException e) {
            // the library's way with redirects to what is no URL
            throw new FetchException(Reason.STATUS,
                    uri + ": the server's answer cannot be read (" + e.getMessage() + ")",
                    e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Optional<FetchException> refusal(URI uri, IOException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof GuardedClient.PrivateAddressException) {
                return Optional.of(new FetchException(Reason.REFUSED, uri + ": " + cause.getMessage(), error));
            }
        }
        return Optional.empty();
    }

    private static String reason(IOException error) {
        Throwable cause = error.getMessage() == null && error.getCause() != null ? error.getCause() : error;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private byte[] content(URI uri, ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        return switch (status) {
            case HttpStatus.SC_OK -> read(uri, response.getEntity());
            case HttpStatus.SC_NOT_FOUND, HttpStatus.SC_GONE -> throw new FetchException(Reason.GONE,
                    uri + ": gone (" + status + ")");
            case TOO_MANY_REQUESTS, HttpStatus.SC_SERVICE_UNAVAILABLE -> throw new FetchException(
                    uri + ": the server is busy (" + status + ")", retryAfter(response));
            default -> throw new FetchException(Reason.STATUS, uri + ": the server answered " + status);
        };
    }

    private byte[] read(URI uri, HttpEntity entity) throws IOException {
        if (entity.getContentLength() > limits.maxBytes) {
            throw tooLarge(uri);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        InputStream in = entity.getContent();
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            content.write(chunk, 0, count);
            if (content.size() > limits.maxBytes) {
                throw tooLarge(uri);
            }
        }
        return content.toByteArray();
    }

    private FetchException tooLarge(URI uri) {
        return new FetchException(Reason.LIMIT, uri + ": more than " + limits.maxBytes + " bytes");
    }

    /** Seconds, or a date. */
    private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(value))
                .map(date -> Duration.between(Instant.now(), date))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        client.close();
    }
}
