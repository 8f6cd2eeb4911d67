package io.semsearch.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the {@link Site}, made once for all of them. Skips them where there is no
 * Chromium, or no driver of it. */
final class SiteExtension implements ExecutionCondition, ParameterResolver {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (SiteExtension.class.getResource("/driver") == null) {
            return ConditionEvaluationResult.disabled("Playwright's driver is not here: run Maven with -Pslow");
        }
        return Site.chromium().map(path -> ConditionEvaluationResult.enabled("Chromium is " + path))
                .orElseGet(() -> ConditionEvaluationResult.disabled("no Chromium here: apt-get install chromium"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(Site.class)).computeIfAbsent(Site.class,
                key -> open(), Site.class);
    }

    private static Site open() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "browser"));
            return Site.open(Site.chromium().orElseThrow(), Files.createTempDirectory(folder, "site"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
