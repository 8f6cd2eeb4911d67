package io.semsearch.server;

import io.semsearch.operations.encoders.EncoderStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How to serve.
 *
 * @param collections folders of collections; the first one is the default; at least one
 * @param encoders    that are installed
 * @param address     where to listen
 * @param access      who may do what
 * @param fetching    whether photos that have no file here are fetched from their URLs
 * @param log         of requests
 * @param limits      what the server takes on */
public record ServerOptions(List<Path> collections, EncoderStore encoders, Address address, Access access,
        Fetching fetching, Log log, Limits limits) {

    /** Copies.
     *
     * @throws IllegalArgumentException if there is no collection, or two have the same name */
    public ServerOptions {
        collections = collections.stream().map(folder -> folder.toAbsolutePath().normalize()).distinct().toList();
        if (collections.isEmpty()) {
            throw new IllegalArgumentException("a server needs at least one collection");
        }
        long names = collections.stream().map(ServerOptions::nameOf).distinct().count();
        if (names < collections.size()) {
            throw new IllegalArgumentException("collections are named by their folders: expected different names, got "
                    + collections + ": rename a folder");
        }
    }

    /** The defaults: this computer only, port 8080, everybody on it may write, nothing is fetched or logged. */
    public static ServerOptions of(Path collection) {
        return new ServerOptions(List.of(collection), EncoderStore.standard(), Address.DEFAULT, Access.DEFAULT,
                Fetching.NEVER, Log.NONE, Limits.DEFAULT);
    }

    /** The name by which a collection is asked for. */
    public static String nameOf(Path collection) {
        Path name = collection.getFileName();
        return name == null ? "root" : name.toString();
    }

    /** The same at another address. */
    public ServerOptions with(Address other) {
        return new ServerOptions(collections, encoders, other, access, fetching, log, limits);
    }

    /** The same for others. */
    public ServerOptions with(Access other) {
        return new ServerOptions(collections, encoders, address, other, fetching, log, limits);
    }

    /** The same with photos from elsewhere, or without. */
    public ServerOptions with(Fetching other) {
        return new ServerOptions(collections, encoders, address, access, other, log, limits);
    }

    /** The same with another log. */
    public ServerOptions with(Log other) {
        return new ServerOptions(collections, encoders, address, access, fetching, other, limits);
    }

    /** The same with other limits. */
    public ServerOptions with(Limits other) {
        return new ServerOptions(collections, encoders, address, access, fetching, log, other);
    }

    /** The same with other encoders. */
    public ServerOptions with(EncoderStore other) {
        return new ServerOptions(collections, other, address, access, fetching, log, limits);
    }

    /** Where to listen.
     *
     * @param host  name or number of this computer
     * @param port  0 for a free one
     * @param names by which browsers may reach the server, besides its host, {@code localhost} and numbers */
    public record Address(String host, int port, List<String> names) {

        /** This computer only. */
        public static final Address DEFAULT = new Address("127.0.0.1", 8080, List.of());

        /** Copies.
         *
         * @throws IllegalArgumentException if there is no such port */
        public Address {
            names = List.copyOf(names);
            if (port < 0 || port > 0xffff) {
                throw new IllegalArgumentException("a port must lie in [0, 65535], got " + port);
            }
        }
    }

    /** Who may do what.
     *
     * @param token    that a request needs to write, and to read unless the server is public; empty where everybody who
     *                 can connect may do both
     * @param isPublic true if everybody may read
     * @param readOnly true if nobody may write */
    public record Access(Optional<String> token, boolean isPublic, boolean readOnly) {

        private static final int SHORTEST_TOKEN = 16;

        /** Everybody who can connect may read and write: for this computer only. */
        public static final Access DEFAULT = new Access(Optional.empty(), false, false);

        /** @throws IllegalArgumentException if the token could be guessed */
        public Access {
            if (token.isPresent() && !token.get().matches("[\\x21-\\x7e&&[^;,\"\\\\]]{" + SHORTEST_TOKEN + ",}")) {
                throw new IllegalArgumentException("a token must have at least " + SHORTEST_TOKEN
                        + " characters of ASCII without blanks, quotes, commas and semicolons");
            }
        }
    }

    /** Whether photos that have no file here are fetched from their URLs ({@code coco_url}) when somebody asks for
     * them. An index holds what a captions file said: its URLs may be strangers'. */
    public enum Fetching {
        /** They are not. */
        NEVER,
        /** From public addresses. */
        PUBLIC_ADDRESSES,
        /** From this computer and its network, too. */
        ALL_ADDRESSES
    }

    /** The log of requests.
     *
     * @param lines   receives a line for each request; called from many threads
     * @param json    true for a JSON object a line
     * @param queries true to log what is searched for */
    public record Log(Consumer<String> lines, boolean json, boolean queries) {

        /** No log. */
        public static final Log NONE = new Log(line -> {}, false, false);
    }
}
