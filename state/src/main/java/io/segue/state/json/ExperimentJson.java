package io.segue.state.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.release.Experiment;
import io.segue.state.release.ModelPointer;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.release.VariantModel.Pinned;
import io.segue.state.settings.InvalidOptionException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes experiments ({@code experiment.schema.json}). */
final class ExperimentJson {
    private ExperimentJson() {}

    static Experiment read(JsonRecord json) throws InvalidRecordException {
        ReleaseJson.checkSchema(json);
        List<Variant> variants = new ArrayList<>();
        for (JsonRecord variant : json.optionalObjects("variants", Experiment.VARIANTS_MAX)) {
            try {
                variants.add(variant(variant));
            } catch (InvalidRecordException fault) {
                throw new InvalidRecordException(fault.error(), "variants[" + variants.size() + "]." + fault.reason());
            }
        }
        String name = json.id("name");
        String experiment = json.id("experiment");
        String salt = json.id("salt");
        long createdAtMs = json.timestampMs("createdAt");
        String reason = json.optionalText("reason");
        try {
            return new Experiment(name, experiment, salt, variants, createdAtMs, reason);
        } catch (InvalidOptionException broken) {
            throw invalid(String.valueOf(broken.getMessage()));
        }
    }

    private static Variant variant(JsonRecord json) throws InvalidRecordException {
        String id = json.id("variant");
        double share = json.number("share");
        VariantList list = list(json.optionalText("list"));
        VariantModel model = model(json);
        try {
            return new Variant(id, share, json.optionalBool("shadow"), list, model);
        } catch (InvalidOptionException broken) {
            throw invalid(String.valueOf(broken.getMessage()));
        }
    }

    private static VariantList list(String code) throws InvalidRecordException {
        if (code.isEmpty()) {
            return VariantList.RANKED;
        }
        for (VariantList list : VariantList.values()) {
            if (list.code().equals(code)) {
                return list;
            }
        }
        throw invalid(
                "list is '" + JsonRecord.excerpt(code) + "', but must be one of ranked, model, popularity, successors");
    }

    private static VariantModel model(JsonRecord json) throws InvalidRecordException {
        String code = json.optionalText("model");
        if (code.equals(Pinned.CODE)) {
            return new Pinned(
                    new ModelPointer(json.id("version"), json.id("uri"), ReleaseJson.sha256Of(json.text("sha256"))));
        }
        for (VariantModel model : List.of(VariantModel.CHAMPION, VariantModel.CHAMPION_AS_RELEASED)) {
            if (code.isEmpty() || model.code().equals(code)) {
                return model;
            }
        }
        throw invalid("model is '" + JsonRecord.excerpt(code)
                + "', but must be one of champion, champion-as-released, pinned");
    }

    private static InvalidRecordException invalid(String reason) {
        return new InvalidRecordException(DeadLetterError.INVALID_VALUE, reason);
    }

    static void write(Experiment experiment, ObjectNode json) {
        json.put("name", experiment.name());
        json.put("experiment", experiment.experiment());
        json.put("salt", experiment.salt());
        ArrayNode variants = json.putArray("variants");
        for (Variant variant : experiment.variants()) {
            write(variant, variants.addObject());
        }
        json.put("createdAt", experiment.createdAtMs());
        json.put("reason", experiment.reason());
    }

    private static void write(Variant variant, ObjectNode json) {
        json.put("variant", variant.id());
        json.put("share", variant.share());
        json.put("shadow", variant.shadow());
        json.put("list", variant.list().code());
        json.put("model", variant.model().code());
        if (variant.model() instanceof Pinned pinned) {
            json.put("version", pinned.pointer().version());
            json.put("uri", pinned.pointer().uri());
            json.put("sha256", pinned.pointer().sha256());
        }
    }
}
