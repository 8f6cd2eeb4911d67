package io.semsearch.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.semsearch.server.api.Searches;
import io.semsearch.server.api.ServiceApi;
import io.semsearch.server.collections.ServedCollections;
import io.semsearch.server.http.Capacity;
import io.semsearch.server.http.Errors;
import io.semsearch.server.http.Gate;
import io.semsearch.server.http.JettyErrors;
import io.semsearch.server.http.Listening;
import io.semsearch.server.http.RequestLog;
import io.semsearch.server.http.Route;
import io.semsearch.server.http.RouteAnswers;
import io.semsearch.server.http.ServiceMetrics;
import io.semsearch.server.pages.SiteRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** A running web site and REST service. */
public final class SearchServer implements AutoCloseable {

    /** Smaller answers are sent as they are: compressing takes longer than it saves. */
    private static final int LEAST_COMPRESSED_BYTES = 4096;
    private static final int COMPRESSION_LEVEL = 2;

    private final Javalin javalin;
    private final ServedCollections collections;
    private final List<Route> routes;

    private SearchServer(Javalin javalin, ServedCollections collections, List<Route> routes) {
        this.javalin = javalin;
        this.collections = collections;
        this.routes = routes;
    }

    /** Opens the collections and listens. Requests that come before the collections are open wait for them.
     *
     * @throws IOException if a collection cannot be opened, or the port is in use */
    public static SearchServer start(ServerOptions options) throws IOException {
        ServedCollections collections = ServedCollections.open(options);
        try {
            SearchServer server = start(options, collections);
            server.awaitCollections();
            return server;
        } catch (IOException | RuntimeException e) {
            collections.close();
            throw e;
        }
    }

    private void awaitCollections() throws IOException {
        try {
            collections.await();
        } catch (IOException | RuntimeException e) {
            javalin.stop();
            throw e;
        }
    }

    private static SearchServer start(ServerOptions options, ServedCollections collections) throws IOException {
        ServiceMetrics metrics = new ServiceMetrics();
        Gate gate = new Gate(options);
        Limits limits = options.limits();
        Capacity capacity = new Capacity(limits.running(), limits.waiting(), limits.patience());
        ServiceApi.Parts parts = new ServiceApi.Parts(collections, new Searches(metrics, capacity), gate, capacity,
                metrics, limits.uploads());
        List<Route> service = ServiceApi.routes(parts);
        List<Route> site = SiteRoutes.routes(parts, service);
        RequestLog log = new RequestLog(options.log());
        Javalin javalin = Javalin.create(config -> {
            configure(config, options);
            config.routes.before(gate::check);
            Errors.register(config.routes);
            RouteAnswers answers = new RouteAnswers(gate);
            answers.register(service, config.routes);
            answers.register(site, config.routes);
            config.requestLogger.http((context, milliseconds) -> {
                metrics.request(context, milliseconds);
                log.add(context, milliseconds);
            });
        });
        listen(javalin, options.address());
        return new SearchServer(javalin, collections, service);
    }

    private static void configure(JavalinConfig config, ServerOptions options) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = options.limits().uploads().requestBytes();
        config.http.compressionStrategy = compression();
        config.jetty.threadPool = Listening.threads();
        config.jetty.modifyHttpConfiguration(Listening::configure);
        config.jetty.modifyServer(server -> Listening.configure(server, options.limits().connections()));
        config.jetty.modifyServletContextHandler(SearchServer::configure);
        config.jetty.addConnector((server, http) -> Listening.connector(server, http, options.address()));
    }

    private static void configure(ServletContextHandler context) {
        context.setErrorHandler(new JettyErrors());
        context.setMaxFormContentSize(0);
    }

    private static CompressionStrategy compression() {
        CompressionStrategy compression = new CompressionStrategy(null, new Gzip(COMPRESSION_LEVEL));
        compression.setDefaultMinSizeForCompression(LEAST_COMPRESSED_BYTES);
        return compression;
    }

    private static void listen(Javalin javalin, ServerOptions.Address address) throws IOException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            javalin.stop();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new IOException("port " + address.port() + " of " + address.host() + ": expected a free "
                            + "port, but it cannot be used (" + cause.getMessage()
                            + "): choose another with --port, or end the program that uses it", e);
                }
                if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                    throw new IOException("--host: expected a name or number of this computer, got '" + address.host()
                            + "'", e);
                }
            }
            throw e;
        }
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** The routes of the service. */
    List<Route> routes() {
        return routes;
    }

    /** Answers what is under way, finishes changes, and stops. */
    @Override
    public void close() {
        javalin.stop();
        try {
            collections.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
