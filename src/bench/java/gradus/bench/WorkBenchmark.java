package gradus.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Each {@link Work} under JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WorkBenchmark {

    /** The name of the work, with its size. */
    @Param({"epoch", "tanh-layers", "tiny", "classes", "yes-no", "product 512", "exp 65536", "tanh 65536", "softmax-columns 512",
        "max-columns 512", "times-row 512", "times-column 512"})
    public String name;

    private Work work;

    /** Makes the numbers that the work starts from. */
    @Setup
    public void setUp() {
        work = Work.named(name);
    }

    /** Once, from the beginning. */
    @Benchmark
    public double run() {
        return work.run().get();
    }
}
