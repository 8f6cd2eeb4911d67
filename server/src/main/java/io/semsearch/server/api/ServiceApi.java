package io.semsearch.server.api;

import io.semsearch.server.Limits;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Gate;
import io.semsearch.server.http.Route;
import io.semsearch.server.http.ServiceMetrics;
import java.util.ArrayList;
import java.util.List;

/** All routes of the service. */
public final class ServiceApi {

    private ServiceApi() {}

    /** What the routes use.
     *
     * @param limits of photos */
    public record Parts(ServedCollections collections, Searches searches, Gate gate, Capacity capacity,
            ServiceMetrics metrics, Limits.Uploads limits) {}

    /** The routes, with the one that describes them. */
    public static List<Route> routes(Parts parts) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SearchRoutes(parts.collections, parts.searches).routes());
        routes.addAll(new ImageRoutes(parts.collections, parts.capacity).routes());
        routes.addAll(new PhotoRoutes(parts.collections, parts.capacity, parts.limits).routes());
        routes.addAll(new CollectionRoutes(parts.collections, parts.gate).routes());
        routes.addAll(new ModelRoutes(parts.collections).routes());
        routes.addAll(new ServiceRoutes(parts.collections, parts.metrics, parts.capacity).routes());
        routes.add(OpenApi.route(routes));
        return routes;
    }
}
