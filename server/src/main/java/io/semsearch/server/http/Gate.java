package io.semsearch.server.http;

import io.javalin.http.Context;
import io.semsearch.server.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who may ask what, before anything is read: {@code docs/decisions/0096-who-may-do-what.md}.
 *
 * <p>Host: a web page of another name that resolves to this computer must not reach the server (DNS rebinding). Origin:
 * a page of another site must not write through the browser of a user. Token: where others can connect. */
public final class Gate {

    /** Name of the cookie that holds the token. */
    public static final String COOKIE = "semsearch-token";

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    /** Requests that a wrong token counts for. */
    private static final int COST_OF_WRONG_TOKEN = 50;

    private final ServerOptions.Access access;
    private final Set<String> hosts = new HashSet<>(Set.of("localhost"));
    private final ClientRates rates;

    /** @param options of the server */
    public Gate(ServerOptions options) {
        this.access = options.access();
        this.rates = new ClientRates(options.limits().perSecond());
        hosts.add(options.address().host().toLowerCase(Locale.ROOT));
        options.address().names().forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    }

    /** Refuses requests that no route may answer. */
    public void check(Context context) {
        requireRate(context, 1);
        requireHost(context);
        if (!SAFE_METHODS.contains(context.req().getMethod())) {
            requireOwnOrigin(context);
        }
    }

    private void requireRate(Context context, int cost) {
        int seconds = rates.take(String.valueOf(context.req().getRemoteAddr()), cost);
        if (seconds > 0) {
            throw new ProblemException(Problem.of(429, "Too Many Requests", "too many requests from this address")
                    .with(Errors.RETRY_AFTER, seconds).remedy("try again in " + seconds + " seconds"));
        }
    }

    private void requireHost(Context context) {
        String host = context.req().getHeader("Host");
        if (host == null || !isOwn(withoutPort(host))) {
            throw new ProblemException(Problem.of(403, "Forbidden",
                    "Host: expected the name or number of this server, got " + Problem.quote(String.valueOf(host)))
                    .with("parameter", "Host").remedy("allow the name with --name"));
        }
    }

    /** A number cannot be rebound to another computer. */
    private boolean isOwn(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT)) || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                || host.matches("\\[[0-9a-fA-F:.]+]");
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]{1,5}$", "");
    }

    private static void requireOwnOrigin(Context context) {
        String origin = context.req().getHeader("Origin");
        String site = context.req().getHeader("Sec-Fetch-Site");
        boolean isOwn = origin == null
                ? site == null || OWN_SITES.contains(site)
                : origin.replaceFirst("^https?://", "").equalsIgnoreCase(context.req().getHeader("Host"));
        if (!isOwn) {
            throw new ProblemException(Problem.of(403, "Forbidden", "Origin: expected a page of this server, got "
                    + Problem.quote(String.valueOf(origin))).with("parameter", "Origin"));
        }
    }

    /** Checks that a request may do what its route does. */
    void require(Route.Permission permission, Context context) {
        boolean may = switch (permission) {
            case NONE -> true;
            case READ -> mayRead(context);
            case WRITE -> mayWrite(context);
        };
        if (may) {
            return;
        }
        if (permission == Route.Permission.WRITE && access.readOnly()) {
            throw new ProblemException(Problem.of(403, "Forbidden", "this server does not change collections")
                    .remedy("start it without --read-only"));
        }
        if (given(context).isPresent()) {
            requireRate(context, COST_OF_WRONG_TOKEN);
        }
        throw new ProblemException(Problem.of(401, "Unauthorized", "expected the token that 'semsearch serve' printed")
                .with("parameter", "Authorization")
                .remedy("send 'Authorization: Bearer TOKEN', or open /?token=TOKEN"));
    }

    /** True if a request may see the collections. */
    public boolean mayRead(Context context) {
        return access.token().isEmpty() || access.isPublic() || hasToken(context);
    }

    /** True if a request may change the collections. */
    public boolean mayWrite(Context context) {
        return !access.readOnly() && (access.token().isEmpty() || hasToken(context));
    }

    /** True if a request with the token might change the collections, and this one may not. */
    public boolean needsToken(Context context) {
        return !access.readOnly() && !mayWrite(context);
    }

    private boolean hasToken(Context context) {
        return given(context).filter(this::isToken).isPresent();
    }

    private static Optional<String> given(Context context) {
        @Nullable String header = context.req().getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).strip());
        }
        return Optional.ofNullable(context.cookie(COOKIE));
    }

    /** True if it is the server's token. Takes the same time for every text of a length. */
    public boolean isToken(String text) {
        return access.token().isPresent() && MessageDigest.isEqual(
                access.token().get().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}
