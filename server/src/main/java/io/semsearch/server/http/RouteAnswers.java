package io.semsearch.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Answers the requests of routes: checks who asks and what it brings, and lets the route answer. */
public final class RouteAnswers {

    private final Gate gate;

    /** @param gate that decides who may ask */
    public RouteAnswers(Gate gate) {
        this.gate = gate;
    }

    /** Registers routes. */
    public void register(List<Route> all, RoutesConfig routes) {
        for (Route route : all) {
            routes.addEndpoint(new io.javalin.router.Endpoint(route.method(), route.path(),
                    context -> answer(route, context)));
        }
    }

    private void answer(Route route, Context context) throws IOException {
        context.attribute(ServiceMetrics.ROUTE, route.path());
        gate.require(route.permission(), context);
        requireType(route, context);
        route.handler().answer(new Request(context, route));
    }

    private static void requireType(Route route, Context context) {
        if (route.bodies().isEmpty()) {
            return;
        }
        String type = String.valueOf(context.req().getContentType()).toLowerCase(Locale.ROOT);
        String plain = type.replaceFirst("\\s*;.*", "").strip();
        boolean isRead = route.bodies().stream()
                .anyMatch(body -> body.endsWith("*") ? plain.startsWith(body.replace("*", "")) : plain.equals(body));
        if (!isRead) {
            throw new ProblemException(Problem.of(415, "Unsupported Media Type", "Content-Type: expected "
                    + String.join(" or ", route.bodies()) + ", got " + Problem.quote(plain))
                    .with("parameter", "Content-Type").with("expected", String.join(" or ", route.bodies()))
                    .with("got", Problem.quote(plain)));
        }
    }
}
