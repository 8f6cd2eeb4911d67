package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** What the page says when it cannot show photos. Answers are cut or replaced on their way to the browser. */
@SiteTest
class StatesTest {

    private static final String SEARCH = "**/api/v1/search?**";

    private final Site site;

    StatesTest(Site site) {
        this.site = site;
    }

    @Test
    void saysThatTheServerIsGoneAndGoesOnWhenItIsBack() {
        Page page = Photos.ready(site.page("/"));
        page.route(SEARCH, Route::abort);
        ask(page);
        assertThat(page.getByText("The server does not answer")).isVisible();
        page.unroute(SEARCH);
        page.getByText("Try again").click();

        assertThat(page.locator(".hit").first()).isVisible();
        assertThat(page.getByText("The server does not answer")).hasCount(0);
    }

    @Test
    void goesOnByItselfAfterBeingOffline() {
        Page page = Photos.ready(site.page("/"));
        page.context().setOffline(true);
        ask(page);
        assertThat(page.getByText("You are offline")).isVisible();
        page.context().setOffline(false);

        assertThat(page.locator(".hit").first()).isVisible();
    }

    @Test
    void saysThatTheServerIsBusy() {
        Page page = Photos.ready(site.page("/"));
        page.route(SEARCH, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)
                .setBody("{\"detail\":\"Too many searches at once.\",\"remedy\":\"Try again in a second.\"}")));
        ask(page);

        assertThat(page.getByText("The server is busy")).isVisible();
        assertThat(page.locator("#notice")).containsText("Try again in a second.");
    }

    @Test
    void showsEmptyBoxesUntilTheFirstAnswer() {
        Page page = site.window(1280, 900, ColorScheme.LIGHT).newPage();
        page.route("**/api/v1/images?**", route -> {});
        page.navigate(site.address("/"));

        assertThat(page.locator("#results")).hasAttribute("aria-busy", "true");
    }

    @Test
    void invitesToAddPhotosWhereThereAreNone() {
        Page page = site.window(1280, 900, ColorScheme.LIGHT).newPage();
        page.route("**/api/v1/images?**",
                route -> route.fulfill(new Route.FulfillOptions().setBody("{\"images\":[]}")));
        page.navigate(site.address("/"));

        assertThat(page.getByText("No photos yet")).isVisible();
    }

    @Test
    void saysThatNothingPassesTheFilter() {
        Page page = site.page("/?q=a+dog&where=width:[5000+TO+*]");
        assertThat(page.getByText("No photo passes the filter.")).isVisible();
        page.getByText("Without filter").click();

        assertThat(page.locator(".hit").first()).isVisible();
    }

    private static void ask(Page page) {
        page.getByLabel("Describe a photo").fill("a dog");
        page.keyboard().press("Enter");
    }
}
