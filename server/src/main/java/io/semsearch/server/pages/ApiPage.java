package io.semsearch.server.pages;

import io.semsearch.server.http.Route;
import java.util.List;

/** The page that describes the service.
 *
 * @param site   what every page knows
 * @param routes of the service */
public record ApiPage(Site site, List<Route> routes) {

    /** Copies. */
    public ApiPage {
        routes = List.copyOf(routes);
    }
}
