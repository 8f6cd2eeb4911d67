package io.semsearch.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.semsearch.photo.UnreadableImageException;
import io.semsearch.search.PageTokenException;
import io.semsearch.search.UnknownImageException;
import io.semsearch.search.UnknownWordsException;
import io.semsearch.search.json.SearchJsonException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/** Answers what went wrong. Only what a client did wrong is described: paths, stacks and versions stay here. */
public final class Errors {

    /** The member of a problem that becomes a header. */
    static final String RETRY_AFTER = "retryAfter";

    private static final System.Logger LOG = System.getLogger(Errors.class.getName());

    private static final Map<Integer, String> TITLES = Map.ofEntries(Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"), Map.entry(403, "Forbidden"), Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"), Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"), Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"), Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"), Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(501, "Not Implemented"), Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    private Errors() {}

    /** Makes the routes answer all exceptions. */
    public static void register(RoutesConfig routes) {
        // Javalin looks for the class, then for its superclasses; it has an answer of its own for this one
        routes.exception(HttpResponseException.class, (e, context) -> answer(context, problem(e)));
        routes.exception(Exception.class, (e, context) -> answer(context, problem(e)));
    }

    /** Answers with a problem. */
    static void answer(Context context, Problem problem) {
        Object seconds = problem.members().get(RETRY_AFTER);
        if (seconds != null) {
            context.header("Retry-After", String.valueOf(seconds));
        }
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        context.removeHeader("ETag");
        context.removeHeader("Content-Disposition");
        context.header("Cache-Control", "no-store");
        context.status(problem.status()).contentType(Problem.TYPE).result(problem.json());
    }

    /** What a client may know of an exception. */
    public static Problem problem(Exception e) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case HttpResponseException javalin -> of(javalin.getStatus());
            case UnknownWordsException words -> Problem.of(422, "No known word", message(words))
                    .with("unknownWords", words.words()).with("suggestions", words.suggestions())
                    .remedy("use other words");
            case PageTokenException token -> Problem.of(410, "Gone", Problem.quote(message(token)))
                    .with("parameter", "page").remedy("search again from the first page");
            case UnknownImageException image -> Problem.of(422, "Unprocessable Content", message(image))
                    .with("parameter", "image").remedy("use the id of an image that the collection has");
            case SearchJsonException json -> Problem.of(400, "Bad Request", message(json))
                    .with("parameter", json.field().isEmpty() ? "body" : json.field());
            case UnreadableImageException photo -> Problem.of(422, "Unreadable photo", photo.reason().toString())
                    .remedy("send a JPEG, PNG, WebP, GIF, BMP or TIFF file");
            case HttpException jetty -> of(jetty.getCode());
            case IllegalArgumentException argument when isOurs(argument) -> Problem.of(400, "Bad Request",
                    message(argument));
            default -> internal(e);
        };
    }

    /** Our own classes write messages for people; others may say anything. */
    private static boolean isOurs(IllegalArgumentException e) {
        StackTraceElement[] stack = e.getStackTrace();
        return e.getMessage() != null && stack.length > 0
                && (stack[0].getClassName().startsWith("io.semsearch.search")
                        || stack[0].getClassName().startsWith("io.semsearch.server"));
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static Problem internal(Exception e) {
        if (e instanceof EofException || e.getCause() instanceof EofException) {
            return of(400);
        }
        if (e.getCause() instanceof HttpException bad) {
            return of(bad.getCode());
        }
        if (e instanceof IOException && e.getCause() instanceof TimeoutException) {
            return of(408);
        }
        LOG.log(System.Logger.Level.WARNING, "a request failed", e);
        return Problem.of(500, "Internal Server Error", "the server could not answer this request; its log says why");
    }

    /** A problem of which only the status is known. */
    public static Problem of(int status) {
        return Problem.of(status, TITLES.getOrDefault(status, "Error"), switch (status) {
            case 404 -> "there is nothing at this address";
            case 405 -> "this address does not answer this method";
            default -> TITLES.getOrDefault(status, "the request cannot be answered");
        });
    }
}
