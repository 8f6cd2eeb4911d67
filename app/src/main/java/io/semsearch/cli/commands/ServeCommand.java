package io.semsearch.cli.commands;

import io.semsearch.cli.ExitCode;
import io.semsearch.cli.options.CollectionOption;
import io.semsearch.cli.options.PrivateHostsOption;
import io.semsearch.cli.options.StoreOption;
import io.semsearch.cli.output.Console;
import io.semsearch.cli.output.LogLines;
import io.semsearch.operations.Formats;
import io.semsearch.server.Limits;
import io.semsearch.server.SearchServer;
import io.semsearch.server.ServerOptions;
import java.awt.Desktop;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The web site and the REST service. */
@Command(name = "serve",
        description = "Serve collections as a web site and a REST service, until it is stopped with Ctrl-C. Only this "
                + "computer can connect, without a token. A token is needed where others can: with --host, --name or "
                + "--public.",
        footerHeading = "%nExamples:%n", footer = {"  semsearch serve --open",
                "  semsearch serve -c photos -c coco --port 9000",
                "  semsearch serve --host 0.0.0.0 --public --read-only",
                "  semsearch serve --name photos.example.org --public"})
public final class ServeCommand implements Callable<Integer> {

    private static final int TOKEN_BYTES = 16;

    private static final List<String> REHEARSED = List.of("/healthz", "/", "/?q=a+dog", "/api/v1/search?q=a+dog",
            "/api/v1/collections", "/api/v1/collection/examples", "/metrics");

    @Option(names = {"-c", "--collection"}, paramLabel = "DIR",
            description = "Folder of a collection; may be repeated: the name of the folder chooses one. Default: "
                    + "$$SEMSEARCH_COLLECTION, else the demo's, ~/semsearch/demo.")
    private List<Path> collections = List.of();

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080",
            description = "Port to listen on; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port = ServerOptions.Address.DEFAULT.port();

    @Option(names = "--open", description = "Open the site in the browser.")
    private boolean open;

    @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 for all of this computer. Default: ${DEFAULT-VALUE}, which "
                    + "only this computer can reach.")
    private String host = ServerOptions.Address.DEFAULT.host();

    @Option(names = "--name", paramLabel = "NAME",
            description = "Name by which browsers may reach the site besides localhost and numbers, as through a proxy; may "
                    + "be repeated. Then a token is needed.")
    private List<String> names = List.of();

    @Option(names = "--token", paramLabel = "TOKEN",
            description = "Token that a request needs, of at least 16 characters. Default: none for this computer "
                    + "alone, else a random one that is printed.")
    private @Nullable String token;

    @Option(names = "--public", description = "Everybody who can connect may read; writing still needs the token.")
    private boolean isPublic;

    @Option(names = "--read-only", description = "Nobody may change the collections.")
    private boolean readOnly;

    @Option(names = "--fetch",
            description = "Fetch photos that have no file from their URLs (coco_url) when somebody looks at them, at most "
                    + "20 MB each, and keep some in memory. Default: they are not shown.")
    private boolean fetch;

    @Mixin
    private PrivateHostsOption privateHosts = new PrivateHostsOption();

    @Option(names = "--log-json", description = "Log each request as a JSON object. Default: a line of text.")
    private boolean logJson;

    @Option(names = "--log-queries", description = "Log what is searched for, too.")
    private boolean logQueries;

    @Mixin
    private StoreOption store = new StoreOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        boolean isForThisComputer = isForThisComputer();
        Optional<String> needed = Optional.ofNullable(token).or(() -> isForThisComputer || (isPublic && readOnly)
                ? Optional.empty()
                : Optional.of(randomToken()));
        try (SearchServer server = SearchServer.start(options(console, needed))) {
            CountDownLatch stopped = stop(server);
            String address = "http://" + (host.equals("0.0.0.0") ? hostName() : host) + ":" + server.port() + "/";
            String page = needed.isPresent() && !isPublic ? address + "?token=" + needed.get() : address;
            console.out().println(Formats.text("serving  %s%nstop     Ctrl-C", page));
            if (isPublic && needed.isPresent() && !readOnly) {
                console.out().println(Formats.text("token    %s", needed.get()));
            }
            console.out().flush();
            browse(console, page);
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    /** Serves the same collections on a free port, asks for pages as a browser does, and stops: the launcher keeps what
     * that loads.
     *
     * @return the exit code */
    public int rehearse() throws IOException {
        Console console = Console.of(spec);
        try (SearchServer server = SearchServer.start(options(console, Optional.empty())
                .with(new ServerOptions.Address(ServerOptions.Address.DEFAULT.host(), 0, List.of())))) {
            URI address = URI.create("http://127.0.0.1:" + server.port());
            for (String path : REHEARSED) {
                // 422 if the model does not know the words: any answer will do
                HttpURLConnection asked = (HttpURLConnection) address.resolve(path).toURL().openConnection();
                console.note("%s: %d", path, asked.getResponseCode());
                asked.disconnect();
            }
        }
        return ExitCode.OK;
    }

    /** True if nobody else can connect: neither directly nor through a proxy, which connects from this computer. */
    private boolean isForThisComputer() throws IOException {
        return InetAddress.getByName(host).isLoopbackAddress() && names.isEmpty() && !isPublic;
    }

    private ServerOptions options(Console console, Optional<String> needed) {
        List<Path> folders = collections.isEmpty() ? List.of(new CollectionOption().folder()) : collections;
        return new ServerOptions(folders, store.store(),
                new ServerOptions.Address(host, port, names), new ServerOptions.Access(needed, isPublic, readOnly),
                fetching(),
                new ServerOptions.Log(new LogLines(console)::add, logJson, logQueries),
                Limits.DEFAULT.withPerSecond(Limits.PER_SECOND));
    }

    private ServerOptions.Fetching fetching() {
        if (!fetch) {
            return ServerOptions.Fetching.NEVER;
        }
        return privateHosts.isAllowed()
                ? ServerOptions.Fetching.ALL_ADDRESSES
                : ServerOptions.Fetching.PUBLIC_ADDRESSES;
    }

    private static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hostName() throws IOException {
        return InetAddress.getLocalHost().getHostAddress();
    }

    /** Stops the server when the program is asked to end. */
    private static CountDownLatch stop(SearchServer server) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        return stopped;
    }

    private void browse(Console console, String page) {
        if (!open) {
            return;
        }
        try {
            if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                throw new IOException("there is no browser here");
            }
            Desktop.getDesktop().browse(URI.create(page));
        } catch (IOException e) {
            console.note("the browser cannot be opened (%s): open the address yourself",
                    String.valueOf(e.getMessage()));
        }
    }
}
