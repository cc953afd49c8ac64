package gradus.train;

import gradus.init.Initializers;
import gradus.nn.Layer;
import gradus.nn.Snapshot;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What a network, or a whole run, is when it lies in a file.
 *
 * <p>The tensors of the network have their own names, as 0.W. Those of a run that is to go on begin with one of the words
 * below; texts hold the states of the generators, as hexadecimal numbers, and what the run was.
 */
final class Checkpoint {

    private static final String OPTIMIZER = "optimizer.";
    private static final String BEST = "best.";
    private static final String HISTORY = "history.";
    private static final String FIRST_LOSS = "progress.first loss";
    private static final String SECONDS = "progress.seconds";
    private static final String LARGEST = "progress.updates";
    private static final String RELATIVE = "progress.relative updates";
    private static final List<String> OF_A_RUN = List.of(OPTIMIZER, BEST, HISTORY, "progress.");

    private static final String GENERATORS = "generators";
    private static final String RNG = "rng";
    private static final String SEED = "seed";
    private static final String KIND = "settings";
    private static final String DATA = "data";
    private static final String VALIDATION = "validation";
    private static final int STATE = 5;

    private final Map<String, Tensor> tensors;
    private final Map<String, String> texts;
    /** The file it was read from, for the messages. */
    private final String path;

    private Checkpoint(Map<String, Tensor> tensors, Map<String, String> texts, String path) {
        this.tensors = tensors;
        this.texts = texts;
        this.path = path;
    }

    static Checkpoint of(Layer net, Map<String, String> metadata) {
        var texts = new LinkedHashMap<>(metadata);
        if (!net.generators().isEmpty()) {
            texts.put(GENERATORS, String.join(" ", net.generators().stream().map(Checkpoint::state).toList()));
        }
        return new Checkpoint(named(net), texts, "");
    }

    static Checkpoint of(Run run) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("epochs done", "" + run.history.epochs());
        texts.put(KIND, String.join("\n", run.how.described().entrySet().stream()
                .map(setting -> setting.getKey() + ": " + setting.getValue()).toList()));
        texts.put(DATA, run.data());
        if (run.how.validation() != null) {
            texts.put(VALIDATION, run.validation());
        }
        texts.put(SEED, run.seed);
        texts.put(RNG, state(run.rng));
        var whole = of(run.net, texts);
        run.optimizer.state().forEach((name, tensor) -> whole.tensors.put(OPTIMIZER + name, tensor));
        if (run.best != null) {
            var names = named(run.net).entrySet().iterator();
            for (double[] values : run.best.values()) {
                var tensor = names.next();
                whole.tensors.put(BEST + tensor.getKey(), Tensor.of(values, tensor.getValue().shape()));
            }
        }
        for (var name : run.history.names()) {
            whole.tensors.put(HISTORY + name, Tensors.tensor(run.history.series(name)));
        }
        whole.tensors.put(FIRST_LOSS, Tensors.scalar(run.history.firstLoss()));
        whole.tensors.put(SECONDS, Tensors.tensor(run.history.secondsOfEpochs()));
        whole.tensors.put(LARGEST, Tensors.tensor(run.history.updates()));
        whole.tensors.put(RELATIVE, Tensors.tensor(run.history.relativeUpdates()));
        return whole;
    }

    static Checkpoint read(String path) {
        var file = Safetensors.read(path);
        return new Checkpoint(file.tensors(), file.metadata(), path);
    }

    void write(String path) {
        new Safetensors(tensors, texts).write(path);
    }

    /** The network's tensors by name, parameters first; the order is that of {@link Snapshot#tensors}. */
    private static Map<String, Tensor> named(Layer net) {
        Map<String, Tensor> all = new LinkedHashMap<>(net.namedParameters());
        all.putAll(net.namedBuffers());
        return all;
    }

    /** Puts the values into a network. */
    Map<String, String> into(Layer net) {
        var mine = named(net);
        mine.forEach((name, tensor) -> require("", name, tensor));
        for (var name : tensors.keySet()) {
            if (!mine.containsKey(name) && OF_A_RUN.stream().noneMatch(name::startsWith)) {
                throw wrong("it has a tensor " + name + " of shape " + tensors.get(name).shapeText()
                        + ", the network has none of that name but " + mine.keySet());
            }
        }
        var states = states(GENERATORS);
        var before = Snapshot.of(net);
        if (net.generators().isEmpty()) {
            net.initialize(Initializers.zeroInit(), new Rng(0));   // else a layer would say that it has no values yet
        }
        var generators = net.generators();
        if (!states.isEmpty() && states.size() != generators.size()) {
            before.restore();
            throw wrong("it has the states of " + states.size() + " generators, the network has " + generators.size());
        }
        mine.forEach((name, tensor) -> {
            System.arraycopy(tensors.get(name).data(), 0, tensor.data(), 0, tensor.size());
            tensor.changed();
        });
        for (int i = 0; i < states.size(); i++) {
            generators.get(i).restore(states.get(i));
        }
        return texts;
    }

    private void require(String prefix, String name, Tensor needed) {
        var given = tensors.get(prefix + name);
        if (given == null || !given.shapeText().equals(needed.shapeText())) {
            throw wrong((given == null ? "it has no tensor " + prefix + name
                    : "its tensor " + prefix + name + " is of shape " + given.shapeText()) + ", the network needs one of shape "
                    + needed.shapeText());
        }
    }

    /** The run as it stood. */
    Run resumed(RunSettings how) {
        for (var name : List.of(KIND, SEED, RNG, DATA)) {
            if (!texts.containsKey(name)) {
                throw wrong("it has no text \"" + name + "\"; it is no checkpoint of a run, load(net, path) reads it");
            }
        }
        requireSettings(how.described());
        if (!texts.get(DATA).equals(Run.fingerprint(how.data()))) {
            throw wrong("it is the checkpoint of a run on other data of the same size");
        }
        if (how.validation() != null) {
            var mine = Run.fingerprint(how.validation());
            if (!texts.getOrDefault(VALIDATION, mine).equals(mine)) {       // a file of before has no such text
                throw wrong("it is the checkpoint of a run measured on another validation set of the same size");
            }
        }
        boolean hasBest = tensors.keySet().stream().anyMatch(name -> name.startsWith(BEST));
        if (hasBest) {
            named(how.net()).forEach((name, tensor) -> require(BEST, name, tensor));
        }
        if (!texts.get(SEED).matches("-?\\d{1,19}(, .*)?") || states(RNG).size() != 1) {
            throw wrong("its texts \"seed\" and \"rng\" are no seed and no state of a generator: " + texts.get(SEED) + "; "
                    + texts.get(RNG));
        }
        var rng = new Rng(Long.parseLong(texts.get(SEED).replaceAll(",.*", "")));
        rng.restore(states(RNG).get(0));
        var run = new Run(how, rng, texts.get(SEED));
        Map<String, Tensor> ofTheOptimizer = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(OPTIMIZER)) {
                ofTheOptimizer.put(name.substring(OPTIMIZER.length()), tensor);
            }
        });
        run.optimizer.restore(ofTheOptimizer);
        goOn(run.history);
        into(how.net());
        if (hasBest) {
            run.best = Snapshot.of(how.net(), named(how.net()).keySet().stream().map(name -> tensors.get(BEST + name).toArray())
                    .toList());
        }
        return run;
    }

    /** Refuses a run that was told something else, and says what. */
    private void requireSettings(Map<String, String> mine) {
        Map<String, String> its = new LinkedHashMap<>();
        for (var line : texts.get(KIND).split("\n")) {
            var setting = line.split(": ", 2);
            its.put(setting[0], setting[setting.length - 1]);
        }
        if (!its.containsKey("network")) {
            throw wrong("its settings are those of an earlier version, which left options out: whether they are this run's"
                    + " cannot be told; load(net, path) reads the network");
        }
        var names = new LinkedHashSet<>(mine.keySet());
        names.addAll(its.keySet());
        names.removeIf(name -> its.getOrDefault(name, "").equals(mine.getOrDefault(name, "")));
        if (!names.isEmpty()) {
            throw wrong("it is the checkpoint of another run: " + String.join("; ", names.stream().map(name -> "its " + name
                    + " is " + its.getOrDefault(name, "none") + ", this run's is " + mine.getOrDefault(name, "none")).toList()));
        }
    }

    private void goOn(History history) {
        int epochs = values(SECONDS).length;
        for (int epoch = 0; epoch < epochs; epoch++) {
            Map<String, Double> measures = new LinkedHashMap<>();
            for (var name : tensors.keySet()) {
                if (name.startsWith(HISTORY)) {
                    measures.put(name.substring(HISTORY.length()), values(name)[epoch]);
                }
            }
            history.add(measures, values(SECONDS)[epoch], new double[]{values(LARGEST)[epoch], values(RELATIVE)[epoch]});
        }
        if (!tensors.containsKey(FIRST_LOSS) || tensors.get(FIRST_LOSS).size() != 1) {
            throw wrong("its tensor " + FIRST_LOSS + " is missing or not one number");
        }
        history.began(tensors.get(FIRST_LOSS).item());
    }

    private double[] values(String name) {
        var tensor = tensors.get(name);
        if (tensor == null || tensor.size() != tensors.getOrDefault(SECONDS, tensor).size()) {
            throw wrong("its tensor " + name + " is missing or has not one number for each epoch");
        }
        return tensor.data();
    }

    private static String state(Rng rng) {
        return String.join(" ", Arrays.stream(rng.state()).mapToObj(Long::toHexString).toList());
    }

    private List<long[]> states(String name) {
        String text = texts.getOrDefault(name, "");
        String[] words = text.isEmpty() ? new String[0] : text.split(" ");
        var states = new ArrayList<long[]>();
        try {
            for (int i = 0; i < words.length; i += STATE) {
                long[] state = Arrays.stream(Arrays.copyOfRange(words, i, i + STATE))
                        .mapToLong(word -> Long.parseUnsignedLong(word, 16)).toArray();
                new Rng(0).restore(state);
                states.add(state);
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw wrong("its text \"" + name + "\" is no state of a generator: " + text);
        }
        return states;
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException(path + ": " + problem);
    }
}
