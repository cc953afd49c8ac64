package gradus.diagnose;

import gradus.data.Dataset;
import gradus.inspect.NetStatistics;
import gradus.loss.Loss;
import gradus.nn.Layer;
import gradus.train.History;

/** Says in plain words what is wrong with a training. */
public final class Diagnostics {

    /** Examples that a diagnosis looks at. */
    private static final int MOST = 10_000;

    private Diagnostics() {
    }

    /**
     * Looks for what usually goes wrong: in the layers, in the data that the run was on, and in its curves.
     *
     * <p>Each finding names the layer or what else shows it, the number, the threshold, what helps, and the notebook to read;
     * where nothing is found, the result says what was looked for. Call it when the run is over, with the network as the run
     * left it. Nothing is changed by it. Of more than 10,000 examples, so many are looked at, spread evenly.
     *
     * @throws IllegalArgumentException if the history is of no run of {@code fit}
     */
    public static Diagnosis diagnose(Layer net, History history) {
        if (history.subject() == null) {
            throw new IllegalArgumentException("diagnose: this history does not know its data; give one that fit returned");
        }
        var diagnosis = diagnose(net, history.subject().data(), history.subject().validation(), history.subject().loss());
        new CurveChecks(net, history, diagnosis).look();
        return diagnosis;
    }

    /** The same without a run, before the first step: what layers and data alone can tell. */
    public static Diagnosis diagnose(Layer net, Dataset data, Loss loss) {
        return diagnose(net, data, null, loss);
    }

    private static Diagnosis diagnose(Layer net, Dataset data, Dataset validation, Loss loss) {
        var diagnosis = new Diagnosis();
        var some = Baselines.sample(data, MOST);
        LayerChecks.look(net, NetStatistics.of(net, some, loss, null), some, loss, diagnosis);
        DataChecks.inputs(some, diagnosis);
        DataChecks.labels(net, data, validation, diagnosis);
        return diagnosis;
    }
}
