package io.semsearch.server.http;

import io.semsearch.server.ServerOptions;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** How the web server listens: which clients it waits for, and how long. */
public final class Listening {

    private static final int HEADER_BYTES = 16 << 10;
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    private static final int MOST_THREADS = 64;
    private static final int LEAST_THREADS = 8;

    private Listening() {}

    /** Threads: requests run in virtual ones. */
    public static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("semsearch-web");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("semsearch-request-", 0).factory()));
        return threads;
    }

    /** Limits of requests. */
    public static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.addCustomizer(new SafeHeaders());
    }

    /** Limits of connections; what is under way when the server stops is answered. */
    public static void configure(Server server, int connections) {
        server.setStopTimeout(LAST_ANSWERS.toMillis());
        server.setHandler(new GracefulHandler());
        server.setErrorHandler(new JettyErrors());
        server.addBean(new NetworkConnectionLimit(connections, server));
    }

    /** A connector for an address. */
    public static ServerConnector connector(Server server, HttpConfiguration http, ServerOptions.Address address) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }
}
