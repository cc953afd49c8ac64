package gradus.data;

import static gradus.init.Initializers.heNormal;
import static gradus.loss.Losses.crossEntropy;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.optim.Optimizers.sgd;
import static gradus.train.Training.fit;

import gradus.tensor.Rng;
import java.util.List;
import java.util.stream.IntStream;

/** Reads files in a Java of its own with little memory; SmallMemoryTest starts it. */
public final class SmallMemory {

    private SmallMemory() {
    }

    /** Images and labels: trains on them and prints how it went. A CSV file: reads it and prints what is said. */
    public static void main(String[] files) {
        if (files.length == 1) {
            try {
                System.out.println(Csv.read(files[0]).rowCount());
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
            return;
        }
        List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        Split parts = Idx.dataset("synthetic", files[0], files[1], classes).split(new Rng(1), 0.9, 0.1);
        Split split = Scaler.standard(parts.train()).apply(parts);
        var net = sequential(dense(784, 10)).initialize(heNormal(), new Rng(2));
        var history = fit(net, split.train()).loss(crossEntropy()).optimizer(sgd(0.05)).validation(split.test())
                .epochs(1).batchSize(128).run(new Rng(3));
        System.out.println(split + ", loss falls below 1: " + (history.last("validation loss") < 1));
    }
}
