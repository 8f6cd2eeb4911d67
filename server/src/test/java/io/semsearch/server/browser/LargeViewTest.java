package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SiteTest
class LargeViewTest {

    private final Site site;

    LargeViewTest(Site site) {
        this.site = site;
    }

    @Test
    void opensMovesAndCloses() {
        Page page = Photos.ready(site.page("/?q=a+dog"));
        List<String> ids = Photos.ids(page);
        page.locator(".hit-picture").first().click();
        assertThat(dialog(page)).isVisible();
        assertThat(page).hasURL(Pattern.compile("show=" + ids.getFirst()));
        assertThat(dialog(page).locator(".photo-captions p")).hasCount(4);
        assertThat(dialog(page).locator(".facts")).containsText("256 × 192 pixels");
        page.keyboard().press("ArrowRight");
        assertThat(page).hasURL(Pattern.compile("show=" + ids.get(1)));
        dialog(page).getByLabel("Photo before").click();
        assertThat(page).hasURL(Pattern.compile("show=" + ids.getFirst()));
        page.keyboard().press("Escape");

        assertThat(dialog(page)).isHidden();
        assertThat(page).hasURL(site.address("/?q=a+dog"));
        assertThat(page.locator(".hit-picture").first()).isFocused();
    }

    @Test
    void opensFromALinkAndShowsTheWholePhoto() {
        Page page = site.page("/?show=5");
        assertThat(dialog(page)).isVisible();
        page.waitForCondition(
                () -> (boolean) page.evaluate("document.querySelector('img.large')?.naturalWidth === 256"));
        String original = dialog(page).getByText("Open original").getAttribute("href");

        assertThat(page.request().get(site.address(original)).headers()).containsEntry("content-type", "image/jpeg");
    }

    @Test
    void showsWhatEachWordAdds() {
        Page page = Photos.ready(site.page("/?q=red+boat&minus=snow"));
        page.locator(".hit-picture").first().click();
        dialog(page).getByText("Why this photo?").click();

        assertThat(dialog(page).locator(".shares tr")).hasCount(3);
        assertThat(dialog(page).getByRole(AriaRole.ROWHEADER, new Locator.GetByRoleOptions().setName("boat")))
                .isVisible();
    }

    @Test
    void findsMoreLikeThisInBothSpaces() {
        Page page = Photos.ready(site.page("/?q=a+dog"));
        String id = Photos.ids(page).getFirst();
        page.locator(".hit-picture").first().click();
        dialog(page).getByText("How it looks").click();
        assertThat(page).hasURL(site.address("/?space=features&plus=" + id));
        assertThat(dialog(page)).isHidden();
        List<String> looks = Photos.first(Photos.ready(page));
        page.goBack();
        dialog(page).getByText("What it shows").click();
        assertThat(page).hasURL(site.address("/?plus=" + id));

        assertThat(Photos.first(Photos.ready(page))).doesNotContain(id).isNotEqualTo(looks);
    }

    @Test
    void copiesALinkAndJudges() {
        Page page = Photos.ready(site.page("/?q=a+dog"));
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator(".hit-picture").nth(1).click();
        dialog(page).getByText("Copy link").click();
        assertThat(page.getByText("The link was copied.")).isVisible();
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(page.url());
        dialog(page).getByText("Right", new Locator.GetByTextOptions().setExact(true)).click();

        assertThat(page).hasURL(Pattern.compile("like="));
        assertThat(dialog(page).locator("[data-key='yes']")).hasAttribute("aria-pressed", "true");
    }

    private static Locator dialog(Page page) {
        return page.locator("#photo");
    }
}
