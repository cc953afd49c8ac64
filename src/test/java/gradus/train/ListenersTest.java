package gradus.train;

import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.train.Training.fit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.data.Dataset;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.tensor.Rng;
import gradus.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told about a run: by epochs, by steps, and in work that asks for a listener of its own. */
class ListenersTest {

    private static final Dataset DATA = Dataset.of(Tensors.randn(new Rng(5), 10, 2),
            Tensors.tensor(0, 1, 0, 1, 0, 1, 0, 1, 0, 1));

    private static Sequential net() {
        return sequential(dense(2, 2)).initialize(heNormal(), new Rng(1));
    }

    /** Writes a letter for every run that it is told of. */
    private static Progress noting(List<String> notes, String letter) {
        return new Progress() {
            @Override
            public void epochDone(History soFar) {
            }

            @Override
            public void finished(History history) {
                notes.add(letter);
            }
        };
    }

    private static Fit small() {
        return fit(net(), DATA).loss(crossEntropy()).optimizer(sgd(0.1)).epochs(1).batchSize(5);
    }

    @Test
    void aListenerHearsOfAllRunsInItsWorkThatNameNobody() {
        var notes = new ArrayList<String>();
        var outer = noting(notes, "a");
        int result = Progress.during(outer, () -> {
            small().run(new Rng(1));
            Progress.during(noting(notes, "b"), () -> small().run(new Rng(1)));
            small().progress(noting(notes, "c")).run(new Rng(1));
            small().run(new Rng(1));
            return 7;
        });
        small().run(new Rng(1));
        assertEquals(7, result);
        assertEquals(List.of("a", "b", "c", "a"), notes);
    }

    @Test
    void workThatThrowsEndsTheListening() {
        var notes = new ArrayList<String>();
        assertThrows(ArithmeticException.class, () -> Progress.during(noting(notes, "a"), () -> {
            throw new ArithmeticException("planted");
        }));
        small().run(new Rng(1));
        assertEquals(List.of(), notes);
    }

    @Test
    void aCallbackIsCalledAfterEveryStepAndMayMoveTheParameters() {
        var net = net();
        var calls = new ArrayList<String>();
        fit(net, DATA).loss(crossEntropy()).optimizer(sgd(0.1)).epochs(2).batchSize(4).callback(new Callback() {
            @Override
            public void stepDone(Layer trained) {
                calls.add("step");
                trained.parameters().get(1).data()[0] = 5;
            }

            @Override
            public void epochDone(int epoch, History history, Layer trained) {
                calls.add("epoch " + epoch);
            }
        }).run(new Rng(1));
        assertEquals(List.of("step", "step", "step", "epoch 1", "step", "step", "step", "epoch 2"), calls);
        assertEquals(5, net.parameters().get(1).data()[0]);
    }
}
