package io.semsearch.server.pages;

import io.javalin.http.HandlerType;
import io.semsearch.server.SearchServer;
import io.semsearch.server.http.Errors;
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
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The site's styles, scripts and icons: read once, so that no request names a file. */
final class SiteFiles {

    private static final Map<String, String> TYPES = Map.of("css", "text/css; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "svg", "image/svg+xml");

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
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
                files.put(name, Stored.of(Files.readAllBytes(file), type));
            }
        }
    }

    /** The route of all files. */
    Route route() {
        return new Route(HandlerType.GET, "/site/{name}", "A file of the site.", Route.Permission.NONE,
                List.of(Route.ANY), List.of(), "*/*", this::send);
    }

    private void send(Request request) {
        Stored file = byName.get(request.context().pathParam("name"));
        if (file == null) {
            throw new ProblemException(Errors.of(404));
        }
        file.send(request.context());
    }
}
