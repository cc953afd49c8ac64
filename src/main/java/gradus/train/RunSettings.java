package gradus.train;

import gradus.data.Augmentation;
import gradus.data.Batch;
import gradus.data.Dataset;
import gradus.loss.Loss;
import gradus.loss.Penalty;
import gradus.loss.WeightedLoss;
import gradus.metrics.Metric;
import gradus.nn.Layer;
import gradus.optim.Schedule;
import gradus.optim.UpdateRule;
import gradus.tensor.Description;
import gradus.tensor.Numbers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run was told: {@link Fit} fills it, {@link Run} reads it.
 *
 * <p>What was not asked for is null. A checkpoint is a function of the run here, which writes wherever it likes: the loop
 * itself knows no files, so that it can run where there are none.
 *
 * @param weights of the examples, null for 1 each
 * @param metrics by the names that they have in the history
 * @param clipNorm infinite where gradients are not clipped
 * @param checkpoint what is done with the run after every epoch
 */
record RunSettings(Layer net, Dataset data, Tensor weights, Dataset validation, Loss loss, Penalty penalty, UpdateRule rule, Schedule schedule,
        double clipNorm, Augmentation augmentation, Map<String, Metric> metrics, List<Callback> callbacks,
        List<Stopping> stopping, EarlyStopping early, boolean statistics, Consumer<Run> checkpoint, Progress progress,
        int epochs, int batchSize) {

    RunSettings {
        if (loss == null || rule == null) {
            throw new IllegalStateException("fit: " + (loss == null ? "no loss given, add .loss(crossEntropy())"
                    : "no optimizer given, add .optimizer(adam(0.001))") + " before run(rng)");
        }
        if (data.size() == 0) {
            throw new IllegalStateException("fit: the data set is empty, there is nothing to train on");
        }
        if (validation != null && validation.size() == 0) {
            throw new IllegalStateException("fit: the validation set is empty, there is nothing to measure");
        }
        if (weights != null && !(loss instanceof WeightedLoss<?>)) {
            throw new IllegalStateException("fit: sample weights need a loss of the library, such as crossEntropy(); "
                    + Description.of(loss, "loss") + " takes none");
        }
        var measures = measures(penalty, metrics.keySet(), validation);
        for (var stop : stopping) {
            for (var name : stop.watched()) {
                if (!measures.contains(name)) {
                    throw new IllegalStateException("fit: " + stop + " watches the " + name + ", but the measures are " + measures
                            + (name.startsWith("validation ") && validation == null ? "; add .validation(…)"
                            : "; name one of them, or add its metric"));
                }
            }
        }
    }

    /** A batch as it is trained on; an augmented row has the weight that it had. */
    Batch augmented(Rng rng, Batch batch) {
        if (augmentation == null) {
            return batch;
        }
        var changed = augmentation.of(rng, batch);
        return new Batch(changed.x(), changed.y(), batch.weights());
    }

    /** The loss of a batch, its examples weighed. */
    Tensor loss(Tensor prediction, Batch batch) {
        return weights == null ? loss.of(prediction, batch.y())
                : ((WeightedLoss<?>) loss).of(prediction, batch.y(), batch.weights());
    }

    /** All that is known of the run but its seed, in one line. */
    String text() {
        var all = new ArrayList<>(described().values());
        all.add(3, epochs + (epochs == 1 ? " epoch" : " epochs"));
        all.add(all.remove(0));
        return String.join(", ", all);
    }

    /** What a run must have in common with a checkpoint to go on from it, by name: what is not there was not told. */
    Map<String, String> described() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("network", net.description());
        parts.put("data", data.size() + " examples");
        parts.put("batch size", "batches of " + batchSize);
        parts.put("loss", Description.of(loss, "loss"));
        if (weights != null) {
            parts.put("sample weights", "sample weights with the sum " + Numbers.exact(weights.sum().item()) + " and the fingerprint "
                    + Integer.toHexString(Arrays.hashCode(weights.data())));
        }
        parts.put("optimizer", Description.of(rule, "update rule"));
        if (schedule != null) {
            parts.put("schedule", Description.of(schedule, "schedule"));
        }
        if (penalty != null) {
            parts.put("penalty", penalty.toString());
        }
        if (clipNorm < Double.POSITIVE_INFINITY) {
            parts.put("clipping", "gradients clipped to norm " + Numbers.exact(clipNorm));
        }
        if (augmentation != null) {
            parts.put("augmentation", Description.of(augmentation, "augmentation"));
        }
        if (validation != null) {
            parts.put("validation set", "validation on " + validation.size());
        }
        put(parts, "stopping rule", stopping.stream().map(rule -> Description.of(rule, "stopping rule")));
        put(parts, "callback", callbacks.stream().map(Callback::name));
        put(parts, "metric", metrics.entrySet().stream().map(entry -> entry.getKey().equals(entry.getValue().name())
                ? entry.getKey() : "\"" + entry.getKey() + "\" " + entry.getValue().name()));
        parts.replaceAll((name, text) -> text.replaceAll("\\s*\\R\\s*", " "));
        return parts;
    }

    private static void put(Map<String, String> parts, String name, Stream<String> all) {
        var text = all.collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            parts.put(name, text);
        }
    }

    /** The names that the history will have, in its order. */
    private static List<String> measures(Penalty penalty, Set<String> metrics, Dataset validation) {
        var names = new ArrayList<>(List.of("loss"));
        names.addAll(penalty == null ? List.of() : List.of("penalty"));
        names.addAll(metrics);
        if (validation != null) {
            names.add("validation loss");
            metrics.forEach(name -> names.add("validation " + name));
        }
        return names;
    }
}
