package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SiteTest
class AccessibilityTest {

    private static final String SERIOUS = """
            async () => (await axe.run()).violations.filter(it => ['serious', 'critical'].includes(it.impact))
                .map(it => `${it.id}: ${it.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')}`)""";

    private final Site site;

    AccessibilityTest(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void hasNoSeriousFindingsLightAndDark(State state) throws IOException {
        try (BrowserContext window = site.window(1280, 900, ColorScheme.LIGHT)) {
            window.addInitScript(axe());
            Page page = state.open(window.newPage(), site);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE));
                assertThat((List<?>) page.evaluate(SERIOUS)).as("%s, %s", state, scheme).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void fitsWindowsOfAllWidthsAndKeepsItsPolicy(State state) {
        try (BrowserContext window = site.window(1280, 900, ColorScheme.LIGHT)) {
            List<String> complaints = new ArrayList<>();
            Page page = window.newPage();
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.onRequest(request -> {
                if (!request.url().startsWith(site.address("/")) && request.url().startsWith("http")) {
                    complaints.add("foreign: " + request.url());
                }
            });
            state.open(page, site);
            for (int width : new int[]{320, 360, 768, 1024, 1920, 2560}) {
                page.setViewportSize(width, 900);
                assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .as("%s at %d px", state, width)
                        .isEqualTo(0);
            }
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        Page page = Photos.ready(site.page("/"));
        page.keyboard().press("/");
        assertThat(page.getByLabel("Describe a photo")).isFocused();
        page.keyboard().type("a dog");
        page.keyboard().press("Enter");
        assertThat(page.locator("#status")).containsText("The best");
        List<String> dogs = Photos.first(page);
        tabTo(page, ".hit:first-child .hit-picture");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator(".hit-picture").nth(1)).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".chip")).containsText("right");
        assertThat(page.locator(".chip button")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".chip")).hasCount(0);
        page.waitForCondition(() -> Photos.first(page).equals(dogs));
        tabTo(page, ".hit:first-child .hit-picture");
        page.keyboard().press("Enter");
        assertThat(page.locator("#photo")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator(".hit-picture").first()).isFocused();
    }

    @Test
    void restsWhereMotionIsUnwanted() {
        try (BrowserContext window = site.window(1280, 900, ColorScheme.LIGHT)) {
            Page page = window.newPage();
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setReducedMotion(ReducedMotion.REDUCE));
            Photos.ready(State.VIEW.open(page, site));
            assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
            assertThat(page.locator("#photo")).hasCSS("animation-name", "none");
        }
    }

    private static void tabTo(Page page, String target) {
        for (int tabs = 0; tabs < 60; tabs++) {
            if ((boolean) page.evaluate("target => document.activeElement.matches(target)", target)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("60 tabs do not reach " + target);
    }

    private static String axe() throws IOException {
        try (InputStream file = Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream("/axe.min.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
