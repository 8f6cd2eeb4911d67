package io.semsearch.datasets.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client of {@link GuardedFetcher}: it connects only to addresses that a predicate allows. */
final class GuardedClient {

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);
    private static final Timeout LONGEST_SILENCE = Timeout.ofSeconds(20);
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 1 << 14;

    private GuardedClient() {}

    /** A host has only addresses that are not allowed. */
    static final class PrivateAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1;

        PrivateAddressException(String host) {
            super("refused, since " + host + " is in a private network: --allow-private permits it");
        }
    }

    static CloseableHttpClient make(GuardedFetcher.Limits limits, GuardedFetcher.Resolver resolver,
            Predicate<InetAddress> allowed) {
        Timeout silence = Timeout.ofMilliseconds(
                Math.min(LONGEST_SILENCE.toMilliseconds(), limits.maxTime().toMillis()));
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedResolver(resolver, allowed)).setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(silence).build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(Http1Config.custom()
                        .setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_HEADER).build()).build())
                .build();
        RequestConfig requests = RequestConfig.custom().setMaxRedirects(MOST_REDIRECTS).setResponseTimeout(silence)
                .setAuthenticationEnabled(false).setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false).build();
        return HttpClients.custom().setConnectionManager(connections).setDefaultRequestConfig(requests)
                .setRedirectStrategy(new NotToPlainHttp()).setUserAgent("semsearch").disableAutomaticRetries()
                .disableCookieManagement().disableAuthCaching().disableContentCompression().build();
    }

    /** Every connection asks here for its addresses, also for those written as numbers. */
    private record CheckedResolver(GuardedFetcher.Resolver resolver, Predicate<InetAddress> allowed)
            implements
                DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = Arrays.stream(resolver.resolve(host)).filter(allowed).toArray(InetAddress[]::new);
            if (found.length == 0) {
                throw new PrivateAddressException(host);
            }
            return found;
        }

        /** Only for authentication by Kerberos, which is off. */
        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Follows redirects, but not from https to http. */
    private static final class NotToPlainHttp extends DefaultRedirectStrategy {

        @Override
        public boolean isRedirectAllowed(HttpHost from, HttpHost to, HttpRequest redirect, HttpContext context) {
            return (!"https".equalsIgnoreCase(from.getSchemeName()) || "https".equalsIgnoreCase(to.getSchemeName()))
                    && super.isRedirectAllowed(from, to, redirect, context);
        }
    }
}
