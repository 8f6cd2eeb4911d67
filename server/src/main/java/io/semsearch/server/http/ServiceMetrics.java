package io.semsearch.server.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.semsearch.search.SearchResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the service measures of itself, in the form of Prometheus. */
public final class ServiceMetrics {

    /** The attribute of a request that holds its route. */
    static final String ROUTE = "semsearch.route";

    private static final Duration[] BUCKETS = {Duration.ofNanos(500_000), Duration.ofMillis(1), Duration.ofMillis(2),
            Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofSeconds(5)};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    /** Counts a request that was answered. */
    public void request(Context context, float milliseconds) {
        Object route = context.attribute(ROUTE);
        String name = route == null ? "none" : route.toString();
        int status = context.res().getStatus();
        timers.computeIfAbsent(name + status, key -> Timer.builder("semsearch.requests")
                .description("requests by route and status").tag("route", name).tag("status", String.valueOf(status))
                .serviceLevelObjectives(BUCKETS).register(registry))
                .record((long) (milliseconds * 1e6), TimeUnit.NANOSECONDS);
    }

    /** Counts the parts of a search. */
    public void search(SearchResult result) {
        stage("composing", result.times().composing());
        stage("comparing", result.times().comparing());
        stage("reading", result.times().reading());
    }

    /** Counts a part of a request. */
    public void stage(String name, Duration took) {
        timers.computeIfAbsent("stage " + name, key -> Timer.builder("semsearch.stages")
                .description("parts of requests").tag("stage", name).serviceLevelObjectives(BUCKETS)
                .register(registry)).record(took);
    }

    /** Shows a number that changes.
     *
     * @param collection that it is of; empty for the whole server */
    public void number(String name, String collection, Supplier<Number> value) {
        Gauge.Builder<?> gauge = Gauge.builder(name, value);
        (collection.isEmpty() ? gauge : gauge.tag("collection", collection)).register(registry);
    }

    /** All numbers, in the text form of Prometheus. */
    public String text() {
        return registry.scrape();
    }
}
