package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/** The pages of the site and their states, as one gets there. */
enum State {

    /** Photos at random. */
    START("/?seed=3", Photos::ready),
    /** Hits of a sentence. */
    RESULTS("/?q=a+red+boat+at+night", Photos::ready),
    /** A query of many parts. */
    PARTS("/?q=boat&plus=night*0.5&minus=snow&plus=12&like=20&unlike=30", Photos::ready),
    /** The drawer of options. */
    DRAWER("/?q=a+dog&where=beach", State::openOptions),
    /** A photo in large. */
    VIEW("/?q=a+white+horse", State::openPhoto),
    /** Why a photo was found. */
    EXPLAINED("/?q=a+white+horse+in+the+snow", State::explain),
    /** Captions are edited. */
    EDITOR("/?q=a+bird", State::edit),
    /** A word that the model does not know. */
    UNKNOWN("/?q=boaatt", State::findNothing),
    /** No photo passes the filter. */
    NO_HIT("/?q=a+dog&where=width:[5000+TO+*]", State::findNothing),
    /** The server was stopped. */
    GONE("/", State::loseServer),
    /** The page of the model. */
    MODEL("/model", State::waitForHubs),
    /** The page of the collection. */
    COLLECTION("/collection", State::findDuplicates);

    private final String path;
    @SuppressWarnings("ImmutableEnumChecker") // methods without state
    private final Consumer<Page> steps;

    State(String path, Consumer<Page> steps) {
        this.path = path;
        this.steps = steps;
    }

    /** Brings a page into this state. */
    Page open(Page page, Site site) {
        page.navigate(site.address(path));
        steps.accept(page);
        return page;
    }

    private static void openOptions(Page page) {
        Photos.ready(page).getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Options (1)")).click();
    }

    private static void openPhoto(Page page) {
        Photos.ready(page).locator(".hit-picture").first().click();
        assertThat(page.locator("#photo .facts")).isVisible();
    }

    private static void explain(Page page) {
        openPhoto(page);
        page.getByText("Why this photo?").click();
        assertThat(page.locator(".shares")).isVisible();
    }

    private static void edit(Page page) {
        openPhoto(page);
        page.getByText("Edit captions").click();
        assertThat(page.locator("#captions")).isVisible();
    }

    private static void findNothing(Page page) {
        assertThat(page.getByText("Nothing matches.")).isVisible();
    }

    private static void loseServer(Page page) {
        Photos.ready(page).route("**/api/v1/search?**", Route::abort);
        page.getByLabel("Describe a photo").fill("a dog");
        page.keyboard().press("Enter");
        assertThat(page.getByText("The server does not answer")).isVisible();
    }

    private static void waitForHubs(Page page) {
        assertThat(page.getByText("Photos, by how often they were found")).isVisible();
    }

    private static void findDuplicates(Page page) {
        page.getByLabel("How similar").selectOption("0.97");
        page.getByText("Find them").click();
        assertThat(page.locator(".group").first()).isVisible();
    }
}
