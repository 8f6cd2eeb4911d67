package io.semsearch.server.pages;

import io.javalin.http.HandlerType;
import io.semsearch.server.SearchServer;
import io.semsearch.server.http.Problem;
import io.semsearch.server.http.ProblemException;
import io.semsearch.server.http.Request;
import io.semsearch.server.http.Route;
import io.semsearch.server.http.Stored;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The site's styles, scripts and icons: read once, so that no request names a file. */
final class SiteFiles {

    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"), Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"), Map.entry("webp", "image/webp"), Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"), Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"), Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Stored> byName;

    private SiteFiles(Map<String, Stored> byName) {
        this.byName = byName;
    }

    static SiteFiles read() throws IOException {
        URL folder = Objects.requireNonNull(SearchServer.class.getResource("site"), "site");
        Map<String, Stored> files = new HashMap<>();
        try {
            URI uri = folder.toURI();
            if (!"jar".equals(uri.getScheme())) {
                addAll(Path.of(uri), files);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    addAll(jar.provider().getPath(uri), files);
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        return new SiteFiles(files);
    }

    private static void addAll(Path folder, Map<String, Stored> files) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
                if (type != null) {
                    files.put(name, Stored.of(Files.readAllBytes(file), type));
                }
            }
        }
    }

    List<Route> routes() {
        return List.of(route("/favicon.ico", request -> send("favicon.ico", request)),
                route("/site/{name}", request -> send(request.context().pathParam("name"), request)),
                route("/site/{folder}/{name}", request -> send(request.context().pathParam("folder") + "/"
                        + request.context().pathParam("name"), request)));
    }

    private static Route route(String path, Route.Handler handler) {
        return new Route(HandlerType.GET, path, "A file of the site.", Route.Permission.NONE, List.of(Route.ANY),
                List.of(), "*/*", handler);
    }

    private void send(String name, Request request) {
        Stored file = byName.get(name);
        if (file == null) {
            throw new ProblemException(Problem.of(404, "Not Found", "there is nothing at this address"));
        }
        file.send(request.context());
    }
}
