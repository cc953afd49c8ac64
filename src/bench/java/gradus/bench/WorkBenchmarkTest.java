package gradus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benches run; how fast, a test does not ask. */
class WorkBenchmarkTest {

    @Test
    void jmhRunsAWork() throws RunnerException {
        var options = new OptionsBuilder().include("WorkBenchmark.run").param("name", "product 8").forks(0)
            .warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(20))
            .verbosity(VerboseMode.SILENT).build();
        var result = new Runner(options).runSingle().getPrimaryResult();
        assertTrue(result.getScore() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows 200", "parameters 1000", "nodes 50", "tiny", "product 20", "ejml-product 20", "exp 100",
        "log 100", "tanh 100", "sigmoid 100", "softmax 80", "classes", "yes-no", "softmax-columns 9", "max-columns 9", "times-row 9",
        "times-column 9"})
    void aWorkComesToTheSameResultEachTime(String name) {
        var work = Work.named(name);
        double first = work.run().get();
        assertTrue(Double.isFinite(first));
        assertEquals(first, work.run().get());
        assertEquals(4, Turns.time(work, 0).split(" ").length);
    }

    @Test
    void aPeersProductIsOurs() {
        assertEquals(Work.named("product 30").run().get(), Work.named("ejml-product 30").run().get(), 1e-12);
    }
}
