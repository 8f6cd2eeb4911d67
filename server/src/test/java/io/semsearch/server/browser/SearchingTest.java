package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SiteTest
class SearchingTest {

    private final Site site;

    SearchingTest(Site site) {
        this.site = site;
    }

    @Test
    void findsPhotosByWordsAndSaysHowSureItIs() {
        Page page = site.page("/");
        page.getByLabel("Describe a photo").fill("a red boat");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("q=a\\+red\\+boat"));
        assertThat(page).hasTitle("a red boat · semsearch");
        assertThat(page.locator("#status")).containsText("The best 24 photos");
        assertThat(page.locator(".hit .hit-caption").first()).containsText(Pattern.compile("boat|sail|ship"));
        assertThat(page.locator(".hit .hit-sure").first()).containsText(Pattern.compile("very likely|perhaps"));
    }

    @Test
    void startsWithExamplesOfTheCollectionAndPhotosAtRandom() {
        Page page = site.page("/");
        assertThat(page.locator(".hit").nth(Photos.PAGE - 1)).isAttached();
        Locator example = page.locator("#examples a").first();
        String text = example.textContent();
        example.click();

        assertThat(page.getByLabel("Describe a photo")).hasValue(text);
        assertThat(page.locator("#status")).containsText("The best");
    }

    @Test
    void showsOtherPhotosAtRandom() {
        Page page = site.page("/?seed=1");
        List<String> before = Photos.first(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Random")).click();
        page.waitForURL(Pattern.compile("seed=(?!1$)"));

        assertThat(Photos.first(Photos.ready(page))).isNotEqualTo(before);
    }

    @Test
    void loadsFurtherPhotosWhileOneScrolls() {
        Page page = site.page("/?q=a+dog");
        Photos.first(page);
        for (int pages = 2; pages <= 4; pages++) {
            page.locator(".hit").last().scrollIntoViewIfNeeded();
            assertThat(page.locator(".hit").nth(pages * Photos.PAGE - 1)).isAttached();
        }

        assertThat(Photos.ids(page)).doesNotHaveDuplicates();
    }

    @Test
    void answersWithoutScriptsAsWithThem() {
        List<String> withScripts = Photos.first(site.page("/?q=a+red+boat&minus=snow"));
        try (BrowserContext window = site.window(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = window.newPage();
            page.navigate(site.address("/"));
            page.getByLabel("Describe a photo").fill("a red boat");
            page.keyboard().press("Enter");
            assertThat(page.locator(".hit").first()).isVisible();
            page.navigate(site.address("/?q=a+red+boat&minus=snow"));

            assertThat(Photos.ids(page)).isEqualTo(withScripts);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("More photos")).click();
            assertThat(Photos.ids(page)).hasSize(Photos.PAGE).doesNotContainAnyElementsOf(withScripts);
        }
    }

    @Test
    void keepsWhatWasTypedWithoutScriptsWhereASearchFails() {
        try (BrowserContext window = site.window(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = window.newPage();
            page.navigate(site.address("/"));
            page.getByLabel("Describe a photo").fill("boaatt");
            page.keyboard().press("Enter");

            assertThat(page.locator("#notice")).containsText("the model knows no word of the text");
            assertThat(page.getByLabel("Describe a photo")).hasValue("boaatt");
        }
    }

    @Test
    void namesKnownWordsNearAnUnknownOne() {
        Page page = site.page("/?q=boaatt");
        assertThat(page.getByText("Nothing matches.")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("boat").setExact(true)).click();

        assertThat(page.getByLabel("Describe a photo")).hasValue("boat");
        assertThat(page.locator(".hit").nth(Photos.PAGE - 1)).isAttached();
    }

    @Test
    void readsATypingErrorAndSaysSo() {
        Page page = site.page("/?q=red+boaat");
        assertThat(page.getByText("“boaat” was read as “boat”.")).isVisible();
        assertThat(page.locator(".hit").first()).isVisible();
    }

    @Test
    void leavesOutUnknownWordsAndSaysSo() {
        Page page = site.page("/?q=red+boat+qwertyuiop");
        assertThat(page.getByText("The model does not know “qwertyuiop”.")).isVisible();
        assertThat(page.locator(".hit").first()).isVisible();
    }

    @Test
    void goesBackAndForwardThroughQueries() {
        Page page = site.page("/?q=a+dog");
        List<String> dogs = Photos.ids(page);
        page.getByLabel("Describe a photo").fill("a yellow bus");
        page.keyboard().press("Enter");
        assertThat(page.locator(".hit .hit-caption").first()).containsText("bus");
        page.goBack();

        assertThat(page.getByLabel("Describe a photo")).hasValue("a dog");
        assertThat(page.locator(".hit").first()).hasAttribute("data-id", dogs.getFirst());
        page.goForward();
        assertThat(page.getByLabel("Describe a photo")).hasValue("a yellow bus");
        assertThat(page.locator(".hit .hit-caption").first()).containsText("bus");
    }

    @Test
    void filtersAndSearchesExactlyOrByTheGraph() {
        Page page = site.page("/?q=a+dog");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Options")).click();
        page.getByLabel("Filter").fill("beach");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("where=beach"));
        page.getByLabel("Search", new Page.GetByLabelOptions().setExact(true)).selectOption("hnsw");
        assertThat(page.locator("#status")).containsText("by the graph");
        page.getByLabel("Search", new Page.GetByLabelOptions().setExact(true)).selectOption("exact");
        assertThat(page.locator("#status")).containsText("all photos compared");
        page.getByLabel("Hubs").selectOption("none");
        assertThat(page).hasURL(Pattern.compile("hubness=none"));
        page.getByLabel("Near-duplicates").selectOption("0.9");
        assertThat(page).hasURL(Pattern.compile("collapse=0.9"));
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Options (4)"))).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Back to the usual")).click();

        assertThat(page).hasURL(site.address("/?q=a+dog"));
    }

    @Test
    void saysWhichPartOfAFilterIsWrong() {
        Page page = site.page("/?q=a+dog&where=width:[1+TO");
        assertThat(page.getByText("That did not work")).isVisible();
        assertThat(page.locator("#notice")).containsText("width");
    }

    @Test
    void changesToAnotherCollection() {
        Page page = site.page("/");
        page.getByLabel("Collection of photos").selectOption("album");
        assertThat(page).hasURL(Pattern.compile("collection=album"));
        Photos.ready(page).getByLabel("Describe a photo").fill("a dog");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("(?=.*[?&]q=a\\+dog)(?=.*[?&]collection=album)"));
        assertThat(page.locator(".hit img").first()).hasAttribute("src", Pattern.compile("collection=album"));
    }
}
