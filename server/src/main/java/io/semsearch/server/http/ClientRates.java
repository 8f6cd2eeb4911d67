package io.semsearch.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How often each client may ask: so many requests a second on average, and three times as many at once. There is no
 * limit for this computer itself: behind a proxy here all visitors have its address, and one must not keep out the
 * others. */
final class ClientRates {

    private static final int MOST_CLIENTS = 10_000;
    private static final int BURST_SECONDS = 3;
    /** Bytes of an IPv6 address that one client has for itself. */
    private static final int NETWORK_BYTES = 8;

    private final int perSecond;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /** @param perSecond 0 for no limit */
    ClientRates(int perSecond) {
        this.perSecond = perSecond;
    }

    /** What a client has left. */
    private static final class Bucket {

        private double left;
        private long filledAt;
    }

    /** Counts requests of a client.
     *
     * @param address of the client
     * @param cost    requests that this one counts for
     * @return seconds until the next one is allowed; 0 if this one is */
    int take(String address, int cost) {
        Optional<String> limited = perSecond == 0 ? Optional.empty() : client(address);
        if (limited.isEmpty()) {
            return 0;
        }
        double most = (double) perSecond * BURST_SECONDS;
        long now = System.nanoTime();
        synchronized (buckets) {
            Bucket bucket = buckets.computeIfAbsent(limited.get(), any -> {
                Bucket full = new Bucket();
                full.left = most;
                full.filledAt = now;
                return full;
            });
            bucket.left = Math.min(most, bucket.left + (now - bucket.filledAt) / 1e9 * perSecond);
            bucket.filledAt = now;
            if (bucket.left < 1) {
                return 1 + (int) ((1 - bucket.left) / perSecond);
            }
            bucket.left -= cost;
            return 0;
        }
    }

    /** The client at an address; empty for this computer. */
    private static Optional<String> client(String address) {
        try {
            InetAddress number = InetAddress.getByName(address);
            if (number.isLoopbackAddress()) {
                return Optional.empty();
            }
            return Optional.of(number instanceof Inet6Address
                    ? HexFormat.of().formatHex(number.getAddress(), 0, NETWORK_BYTES)
                    : address);
        } catch (UnknownHostException e) {
            return Optional.of(address);
        }
    }
}
