package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.semsearch.server.SearchServer;
import io.semsearch.server.ServerOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@SiteTest
class SignInTest {

    private static final String TOKEN = "a-token-of-the-test-1";

    private final Site site;

    SignInTest(Site site) {
        this.site = site;
    }

    @Test
    void offersToChangePhotosAfterTheTokenWasGiven() throws IOException {
        try (SearchServer server = serve(true); BrowserContext window = site.window(1280, 900, ColorScheme.LIGHT)) {
            Page page = Photos.ready(open(window, server));
            assertThat(page.getByText("Add photos")).hasCount(0);
            page.getByText("Sign in").click();
            page.getByLabel("Token").fill(TOKEN);
            page.keyboard().press("Enter");

            assertThat(page.getByText("Add photos")).isVisible();
            assertThat(page.url()).doesNotContain(TOKEN);
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
        }
    }

    @Test
    void asksForTheTokenBeforeAnythingCanBeRead() throws IOException {
        try (SearchServer server = serve(false); BrowserContext window = site.window(1280, 900, ColorScheme.LIGHT)) {
            Page page = open(window, server);
            assertThat(page.getByText("A token is needed")).isVisible();
            assertThat(page.locator(".hit")).hasCount(0);
            page.getByLabel("Token").fill(TOKEN);
            page.keyboard().press("Enter");

            assertThat(page.locator(".hit").first()).isVisible();
        }
    }

    private SearchServer serve(boolean isPublic) throws IOException {
        return SearchServer.start(ServerOptions.of(site.postcards())
                .with(new ServerOptions.Address("127.0.0.1", 0, List.of()))
                .with(new ServerOptions.Access(Optional.of(TOKEN), isPublic, false)));
    }

    private static Page open(BrowserContext window, SearchServer server) {
        Page page = window.newPage();
        page.navigate("http://127.0.0.1:" + server.port() + "/");
        return page;
    }
}
