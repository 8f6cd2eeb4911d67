package io.semsearch.server.api;

import io.semsearch.server.collections.ServedCollection;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import io.semsearch.server.http.ServiceMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What those ask who run the service. */
final class ServiceRoutes {

    private static final String TEXT = "text/plain; charset=utf-8";

    private final ServedCollections collections;
    private final ServiceMetrics metrics;

    ServiceRoutes(ServedCollections collections, ServiceMetrics metrics, Capacity capacity) {
        this.collections = collections;
        this.metrics = metrics;
        collections.names().forEach(name -> {
            metrics.number("semsearch.images", name, () -> named(name).searcher().size());
            metrics.number("semsearch.photos.waiting", name, () -> named(name).changes().waiting());
        });
        metrics.number("semsearch.requests.waiting", "", capacity::waiting);
    }

    private ServedCollection named(String name) {
        return collections.named(name).orElseThrow();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/healthz", "True as long as the program runs.", this::ok).open().answering("text/plain"),
                Route.get("/readyz", "True while collections can be searched.", this::ready).open()
                        .answering("text/plain"),
                Route.get("/metrics", "What the service measures of itself, in the form of Prometheus.", this::metrics)
                        .answering("text/plain"));
    }

    private void ok(Request request) {
        text(request, "ok\n");
    }

    private void ready(Request request) {
        collections.all().forEach(each -> each.searcher().size());
        text(request, "ok\n");
    }

    private void metrics(Request request) {
        text(request, metrics.text());
    }

    private static void text(Request request, String text) {
        request.context().header("Cache-Control", "no-store");
        request.context().contentType(TEXT).result(text.getBytes(StandardCharsets.UTF_8));
    }
}
