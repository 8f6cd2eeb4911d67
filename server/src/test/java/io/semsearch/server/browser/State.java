package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/** The pages of the site and their states, as one gets there. */
enum State {

    START("/?seed=3", page -> Photos.ready(page)), RESULTS("/?q=a+red+boat+at+night",
            page -> Photos.ready(page)), PARTS("/?q=boat&plus=night*0.5&minus=snow&plus=12&like=20&unlike=30",
                    page -> Photos.ready(page)), DRAWER("/?q=a+dog&where=beach",
                            page -> Photos.ready(page).getByRole(AriaRole.BUTTON,
                                    new Page.GetByRoleOptions().setName("Options (1)")).click()), VIEW(
                                            "/?q=a+white+horse", page -> {
                                                Photos.ready(page).locator(".hit-picture").first().click();
                                                assertThat(page.locator("#photo .facts")).isVisible();
                                            }), EXPLAINED("/?q=a+white+horse+in+the+snow", page -> {
                                                Photos.ready(page).locator(".hit-picture").first().click();
                                                page.getByText("Why this photo?").click();
                                                assertThat(page.locator(".shares")).isVisible();
                                            }), EDITOR("/?q=a+bird", page -> {
                                                Photos.ready(page).locator(".hit-picture").first().click();
                                                page.getByText("Edit captions").click();
                                                assertThat(page.locator("#captions")).isVisible();
                                            }), UNKNOWN("/?q=boaatt",
                                                    page -> assertThat(page.getByText("Nothing matches."))
                                                            .isVisible()), NO_HIT(
                                                                    "/?q=a+dog&where=width:[5000+TO+*]",
                                                                    page -> assertThat(
                                                                            page.getByText("Nothing matches."))
                                                                            .isVisible()), GONE("/", page -> {
                                                                                Photos.ready(page).route(
                                                                                        "**/api/v1/search?**",
                                                                                        Route::abort);
                                                                                page.getByLabel("Describe a photo")
                                                                                        .fill("a dog");
                                                                                page.keyboard().press("Enter");
                                                                                assertThat(page.getByText(
                                                                                        "The server does not answer"))
                                                                                        .isVisible();
                                                                            }), MODEL("/model",
                                                                                    page -> assertThat(page
                                                                                            .locator(".chart").first())
                                                                                            .isVisible()), COLLECTION(
                                                                                                    "/collection",
                                                                                                    page -> {
                                                                                                        page.getByLabel(
                                                                                                                "How similar")
                                                                                                                .selectOption(
                                                                                                                        "0.97");
                                                                                                        page.getByText(
                                                                                                                "Find them")
                                                                                                                .click();
                                                                                                        assertThat(page
                                                                                                                .locator(
                                                                                                                        ".group")
                                                                                                                .first())
                                                                                                                .isVisible();
                                                                                                    });

    private final String path;
    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
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
}
