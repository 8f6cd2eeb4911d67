package io.semsearch.server.http;

import io.javalin.http.Context;
import io.semsearch.server.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One line for each request. What was searched for is part of it only where that was asked for. */
public final class RequestLog {

    private final ServerOptions.Log log;

    /** @param log where the lines go */
    public RequestLog(ServerOptions.Log log) {
        this.log = log;
    }

    /** Logs a request that was answered.
     *
     * @param milliseconds that it took */
    public void add(Context context, float milliseconds) {
        if (log.equals(ServerOptions.Log.NONE)) {
            return;
        }
        String query = log.queries() ? context.req().getQueryString() : null;
        String target = Problem.quote(context.req().getRequestURI()) + (query == null ? "" : "?" + withoutToken(query));
        log.lines().accept(log.json() ? json(context, target, milliseconds) : line(context, target, milliseconds));
    }

    private static String withoutToken(String query) {
        return query.replaceAll("(^|&)token=[^&]*", "$1token=...").replaceAll("\\p{C}", "?");
    }

    private static String line(Context context, String target, float milliseconds) {
        return now() + " " + context.req().getRemoteAddr() + " " + context.req().getMethod() + " " + target + " "
                + context.res().getStatus() + " " + rounded(milliseconds) + " ms";
    }

    private static String json(Context context, String target, float milliseconds) {
        return new String(Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("time", now());
            json.writeStringProperty("client", context.req().getRemoteAddr());
            json.writeStringProperty("method", context.req().getMethod());
            json.writeStringProperty("target", target);
            json.writeNumberProperty("status", context.res().getStatus());
            json.writeName("milliseconds");
            json.writeNumber(rounded(milliseconds));
            json.writeEndObject();
        }), StandardCharsets.UTF_8);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String rounded(float milliseconds) {
        return String.format(Locale.ROOT, "%.1f", milliseconds);
    }
}
