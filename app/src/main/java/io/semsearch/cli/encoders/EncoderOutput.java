package io.semsearch.cli.encoders;

import io.semsearch.cli.output.ResultJson;
import io.semsearch.encoder.onnx.EncoderRecipe;
import io.semsearch.encoder.onnx.FeatureBlock;
import io.semsearch.operations.Formats;
import io.semsearch.operations.encoders.ImportEncoder;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How an encoder is printed. */
final class EncoderOutput {

    private EncoderOutput() {}

    static String text(EncoderRecipe recipe) {
        StringBuilder text = new StringBuilder(Formats.text("""
                encoder     %s
                features    %,d values
                photos      %s
                views       %s
                network     %s%s
                fingerprint %s""", recipe.name(), recipe.dimension(), recipe.input().text(), views(recipe),
                Formats.line(recipe.network().source()),
                recipe.network().licence().isEmpty() ? "" : ", " + Formats.line(recipe.network().licence()),
                recipe.fingerprint()));
        for (FeatureBlock block : recipe.blocks()) {
            text.append(Formats.text("%nblock       %,d values: %s of '%s'%s, weight %s", block.dimension(),
                    block.pooling().name().toLowerCase(Locale.ROOT).replace("none", "values"),
                    Formats.line(block.tensor()), block.signedSquareRoot() ? ", signed root" : "", block.weight()));
        }
        return text.toString();
    }

    private static String views(EncoderRecipe recipe) {
        return recipe.sizes() + " pixels" + (recipe.flip() ? ", mirrored too" : "");
    }

    static ObjectNode json(EncoderRecipe recipe) {
        ObjectNode json = ResultJson.object().put("encoder", recipe.name()).put("featureDimension", recipe.dimension())
                .put("preprocessing", recipe.id().preprocessing()).put("fingerprint", recipe.fingerprint())
                .put("source", recipe.network().source()).put("licence", recipe.network().licence());
        ArrayNode blocks = json.putArray("blocks");
        for (FeatureBlock block : recipe.blocks()) {
            blocks.addObject().put("tensor", block.tensor())
                    .put("pooling", block.pooling().name().toLowerCase(Locale.ROOT))
                    .put("values", block.dimension()).put("weight", block.weight());
        }
        return json;
    }

    /** What an import or a download made. */
    static String text(ImportEncoder.Result result) {
        return text(result.recipe())
                + Formats.text("%nfound       '%s': %s%n%s", Formats.line(result.features().tensor()),
                        Formats.line(result.features().reason()),
                        result.installed()
                                ? "installed; encode photos with 'semsearch features extract --encoder "
                                        + result.recipe().name() + "'"
                                : "the same encoder was installed already");
    }

    static String json(ImportEncoder.Result result) {
        return ResultJson.print(json(result.recipe()).put("featureTensor", result.features().tensor())
                .put("reason", result.features().reason()).put("installed", result.installed()));
    }
}
