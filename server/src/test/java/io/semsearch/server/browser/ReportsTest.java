package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SiteTest
class ReportsTest {

    private final Site site;

    ReportsTest(Site site) {
        this.site = site;
    }

    @Test
    void showsHowGoodTheModelIsAndHowItWasTrained() {
        Page page = site.page("/model");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("How good it is"))).isVisible();
        assertThat(page.locator("#report"))
                .containsText(Pattern.compile("\\d+ captions of \\d+ photos that it was not trained on"));
        assertThat(page.locator("#report")).containsText("among the first 10");
        assertThat(page.locator(".chart polyline").first()).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Hubs"))).isVisible();
        assertThat(page.locator(".chart rect:not([height='0'])").first()).isVisible();
    }

    @Test
    void showsTheAblationWhereThereIsOne() {
        Page page = site.page("/model");
        assertThat(page.getByLabel("Table: run, R@1, R@10, median rank")).containsText("images-infonce-1");

        page.navigate(site.address("/model?collection=album"));
        assertThat(page.locator("#report")).containsText("among the first 10");
        assertThat(page.getByText("What each part adds")).hasCount(0);
    }

    @Test
    void doesNotWaitForTheHubs() {
        Page page = site.window(1280, 900, ColorScheme.LIGHT).newPage();
        page.route("**/api/v1/model/hubs**", route -> {});
        page.navigate(site.address("/model"));

        assertThat(page.locator("#report")).containsText("among the first 10");
        assertThat(page.locator("#report")).containsText("Searching for some hundred captions");
    }

    @Test
    void showsWhatIsInTheCollectionAndChecksIt() {
        Page page = site.page("/collection");
        assertThat(page.locator(".figures").first()).containsText(Pattern.compile("400\\s*photos|photos\\s*400"));
        page.getByText("Check the index").click();
        assertThat(page.locator("#report")).containsText("Nothing is wrong");
    }

    @Test
    void showsNearDuplicatesAndLeadsToThem() {
        Page page = site.page("/collection");
        page.getByLabel("How similar").selectOption("0.97");
        page.getByText("Find them").click();
        Locator group = page.locator(".group").first();
        assertThat(group.locator("img").nth(1)).isVisible();
        group.locator("a").first().click();

        assertThat(page.locator("#photo")).isVisible();
    }
}
