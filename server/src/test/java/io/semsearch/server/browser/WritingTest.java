package io.semsearch.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SiteTest
class WritingTest {

    private static final long AN_HOUR = 3_600_000;
    /** Longer than a note is shown. */
    private static final long A_NOTE = 7_000;
    private static final String ALBUM = "collection=album";

    private final Site site;

    WritingTest(Site site) {
        this.site = site;
    }

    @Test
    void addsPhotosAndReportsWhatItLeftOut(@TempDir Path folder) throws IOException {
        Page page = Photos.ready(site.page("/?" + ALBUM));
        FileChooser chooser = page.waitForFileChooser(() -> page.getByText("Add photos").click());
        chooser.setFiles(new Path[]{photo(folder.resolve("new.png"), Color.ORANGE),
                Files.writeString(folder.resolve("no photo.jpg"), "text")});

        assertThat(page.getByText("1 photo added")).isVisible();
        assertThat(page.locator(".skipped li")).hasCount(1);
        assertThat(page.locator(".skipped")).containsText("no photo.jpg");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close")).click();
        assertThat(page.locator(".adding")).hasCount(0);
    }

    @Test
    void deletesAPhotoUnlessThatIsUndone() {
        Page page = Photos.ready(site.page("/?q=a+dog&" + ALBUM));
        page.clock().install();
        page.clock().pauseAt(System.currentTimeMillis() + AN_HOUR); // else the time to undo may be over
        String first = Photos.ids(page).getFirst();
        String second = Photos.ids(page).get(1);
        page.locator(".hit-picture").first().click();
        delete(page);
        assertThat(page.locator(tile(first))).isHidden();
        page.getByText("Undo").click();
        page.clock().runFor(A_NOTE);
        page.keyboard().press("Escape");
        assertThat(page.locator(tile(first))).isVisible();
        assertThat(page.request().get(image(first))).isOK();

        page.locator(".hit-picture").nth(1).click();
        delete(page);
        page.locator(".note").getByLabel("Dismiss").click();
        page.keyboard().press("Escape");
        page.waitForCondition(() -> page.request().get(image(second)).status() == 404);
        assertThat(page.request().get(image(first))).isOK();
        page.reload();
        assertThat(page.locator(tile(first))).isVisible();
        assertThat(page.locator(tile(second))).hasCount(0);
    }

    @Test
    void editsCaptionsAsPlainText() {
        Page page = Photos.ready(site.page("/?q=a+yellow+bus&" + ALBUM));
        String id = Photos.ids(page).getFirst();
        page.locator(".hit-picture").first().click();
        page.locator("#photo").getByText("Edit captions").click();
        page.getByLabel("Captions, one a line").fill("<img src=x onerror=alert(1)> & more\na second one");
        page.getByText("Save").click();

        assertThat(page.getByText("The captions were saved.")).isVisible();
        assertThat(page.locator("#photo h2").first()).hasText("<img src=x onerror=alert(1)> & more");
        assertThat(page.locator("#photo .photo-captions p")).hasText("a second one");
        page.navigate(site.address("/?q=a+yellow+bus&" + ALBUM));
        assertThat(page.locator(tile(id) + " .hit-caption")).hasText("<img src=x onerror=alert(1)> & more");
        assertThat(page.locator("img[src=x]")).hasCount(0);
    }

    @Test
    void keepsTypedCaptionsWhileThePhotoIsDrawnAgain() {
        Page page = Photos.ready(site.page("/?q=a+dog&" + ALBUM));
        List<Route> late = new ArrayList<>();
        page.route("**/api/v1/images/*?" + ALBUM, late::add);
        page.locator(".hit-picture").first().click();
        page.waitForCondition(() -> !late.isEmpty());
        page.locator("#photo").getByText("Edit captions").click();
        Locator field = page.getByLabel("Captions, one a line");
        field.fill("half a caption");
        waitUntilDrawnAgain(page, late.getFirst()::resume);
        assertThat(field).hasValue("half a caption");
        assertThat(field).isFocused();

        waitUntilDrawnAgain(page, () -> page.locator("#photo [data-key='yes']").click());
        assertThat(page.locator("#photo [data-key='yes']")).hasAttribute("aria-pressed", "true");
        assertThat(field).hasValue("half a caption");
        waitUntilDrawnAgain(page, () -> page.getByText("Cancel").click());
        assertThat(field).hasCount(0);
    }

    @Test
    void takesDroppedPhotosAnywhereOnThePage(@TempDir Path folder) throws IOException {
        Page page = Photos.ready(site.page("/?" + ALBUM));
        assertThat(page.getByText("Add photos")).isVisible();
        byte[] bytes = Files.readAllBytes(photo(folder.resolve("dropped.png"), Color.MAGENTA));
        PhotoQueryTest.send(page, bytes, "drop", "#results");

        assertThat(page.getByText("1 photo added")).isVisible();
        PhotoQueryTest.send(page, bytes, "drop", "#results");
        assertThat(page.getByText("No photo was added")).isVisible();
    }

    private static void delete(Page page) {
        page.locator("#photo").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete")).click();
        assertThat(page.locator(".note")).containsText(Pattern.compile("Photo \\d+ was deleted"));
    }

    private static void waitUntilDrawnAgain(Page page, Runnable cause) {
        page.evaluate("document.querySelector('.photo-side').dataset.old = 'yes'");
        cause.run();
        assertThat(page.locator(".photo-side[data-old]")).hasCount(0);
    }

    private String image(String id) {
        return site.address("/api/v1/images/" + id + "?" + ALBUM);
    }

    private static String tile(String id) {
        return ".hit[data-id='" + id + "']";
    }

    private static Path photo(Path file, Color color) throws IOException {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillOval(60, 20, 180, 160);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
