package io.semsearch.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.semsearch.server.Limits;
import io.semsearch.server.SearchServer;
import io.semsearch.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The site as a browser sees it: a server with the {@link PostcardCollections}, and Chromium. */
final class Site implements AutoCloseable {

    private static final List<Path> CHROMIUM = List.of(Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"));

    private static final int PATIENCE_MILLIS = 60_000;

    private final PostcardCollections collections;
    private final SearchServer server;
    private final Playwright playwright;
    private final Browser browser;

    private Site(PostcardCollections collections, SearchServer server, Playwright playwright, Browser browser) {
        this.collections = collections;
        this.server = server;
        this.playwright = playwright;
        this.browser = browser;
    }

    /** The browser of this computer; empty if it has none. */
    static Optional<Path> chromium() {
        return CHROMIUM.stream().filter(Files::isExecutable).findFirst();
    }

    static Site open(Path chromium, Path folder) throws IOException {
        PostcardCollections collections = PostcardCollections.make(folder);
        ServerOptions options = new ServerOptions(List.of(collections.postcards(), collections.album()),
                ServerOptions.of(folder).encoders(), new ServerOptions.Address("127.0.0.1", 0, List.of()),
                ServerOptions.Access.DEFAULT, ServerOptions.Fetching.NEVER, ServerOptions.Log.NONE, Limits.DEFAULT);
        SearchServer server = SearchServer.start(options);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                .setArgs(List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")));
        return new Site(collections, server, playwright, browser);
    }

    /** The collection that tests search. */
    Path postcards() {
        return collections.postcards();
    }

    /** A folder with photo files. */
    Path photos() {
        return collections.images();
    }

    /** The address of a page of the site. */
    String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** A window of its own, with nothing remembered. */
    BrowserContext window(int width, int height, ColorScheme scheme) {
        return window(new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    }

    BrowserContext window(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    /** A page of the site in a window of usual size. Closes the windows before it. */
    Page page(String path) {
        browser.contexts().forEach(BrowserContext::close);
        Page page = window(1280, 900, ColorScheme.LIGHT).newPage();
        page.navigate(address(path));
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        server.close();
    }
}
