package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SiteTest
class TeachingTest {

    private final Site site;

    TeachingTest(Site site) {
        this.site = site;
    }

    @Test
    void searchesAgainAfterAJudgementAndTakesItBack() {
        Page page = Photos.ready(site.page("/?q=a+dog"));
        List<String> before = Photos.first(page);
        Locator third = page.locator(".hit").nth(2);
        third.hover();
        third.getByLabel("More like this").click();

        assertThat(page).hasURL(Pattern.compile("like=" + before.get(2)));
        assertThat(page.locator(".chip")).hasCount(1);
        assertThat(page.locator(".hit[data-id='" + before.get(2) + "']")).hasCount(0);
        page.getByLabel("Take back: photo " + before.get(2) + " was right").click();
        assertThat(page.locator(".chip")).hasCount(0);
        assertThat(page.locator(".hit").nth(2)).hasAttribute("data-id", before.get(2));
        assertThat(Photos.first(page)).isEqualTo(before);
    }

    @Test
    void keepsAwayFromWhatWasWrong() {
        Page page = Photos.ready(site.page("/?q=a+dog"));
        Locator first = page.locator(".hit").first();
        String id = first.getAttribute("data-id");
        first.hover();
        first.getByLabel("Less like this").click();

        assertThat(page).hasURL(Pattern.compile("unlike=" + id));
        assertThat(page.locator(".chip")).containsText("wrong");
        assertThat(page.locator(".hit[data-id='" + id + "']")).hasCount(0);
    }

    @Test
    void judgesImagesWhoseIdsNeedAllBits() {
        List<String> asked = new ArrayList<>();
        Page page = site.window(1280, 900, ColorScheme.LIGHT).newPage();
        page.route("**/api/v1/search?**", route -> {
            asked.add(route.request().postData());
            route.fulfill(new Route.FulfillOptions().setBody("""
                    {"query":"a dog","mode":"exact","hits":[{"rank":1,"imageId":9007199254740993,"captions":["a dog"]},
                    {"rank":2,"imageId":-9223372036854775808,"captions":["a dog"]}]}"""));
        });
        page.navigate(site.address("/?q=a+dog"));
        Photos.ready(page).locator(".hit").first().hover();
        page.locator(".hit").first().getByLabel("More like this").click();
        assertThat(page).hasURL(Pattern.compile("like=9007199254740993"));
        Photos.ready(page);

        assertThat(asked.getLast()).contains("\"relevant\":[9007199254740993]");
        assertThat(page.locator(".hit").nth(1)).hasAttribute("data-id", "-9223372036854775808");
    }

    @Test
    void addsAndWeighsWords() {
        Page page = Photos.ready(site.page("/?q=boat"));
        page.getByLabel("More words for the query").fill("night");
        page.getByLabel("With these words").click();
        assertThat(page).hasURL(Pattern.compile("plus=night"));
        page.getByLabel("More words for the query").fill("snow");
        page.getByLabel("Without these words").click();
        assertThat(page).hasURL(Pattern.compile("minus=snow"));
        page.getByLabel("Weight of night").selectOption("0.5");
        assertThat(page).hasURL(Pattern.compile("plus=night\\*0.5|plus=night%2A0.5"));
        page.getByLabel("Less of snow").click();
        assertThat(page).hasURL(Pattern.compile("plus=snow"));
        page.getByLabel("Remove night").click();

        assertThat(page.locator(".chip")).hasCount(1);
        assertThat(page).hasURL(site.address("/?q=boat&plus=snow"));
        page.reload();
        assertThat(page.locator(".chip")).containsText("snow");
    }

    @Test
    void takesAPhotoOfTheCollectionAsAPart() {
        Page page = Photos.ready(site.page("/?q=boat"));
        Locator second = page.locator(".hit").nth(1);
        String id = second.getAttribute("data-id");
        second.hover();
        second.getByLabel("Add to the query").click();

        assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("photo " + id))).isVisible();
        assertThat(page).hasURL(Pattern.compile("plus=" + id));
    }
}
