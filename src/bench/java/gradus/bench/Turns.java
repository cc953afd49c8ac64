package gradus.bench;

import gradus.kernels.ActiveKernels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Works when told to, and waits in between, so that others can be timed in turn with it. A line on its input asks:
 *
 * <pre>
 *     time SECONDS WORK    run it again and again for so long; answers seconds a run, the result, the share of time
 *                          spent collecting garbage, and bytes allocated a run
 *     write FILE WORK      write the numbers that it starts from, for a peer
 *     width                answers how many bits a vector of the kernels has, where they know
 * </pre>
 */
public final class Turns {

    private static final Map<String, Work> WORKS = new HashMap<>();

    private Turns() {}

    /** Answers until the input ends. */
    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("width")) {
                System.out.println(64 * ActiveKernels.get().lanes());
                continue;
            }
            String[] words = line.split(" ", 3);
            Work work = WORKS.computeIfAbsent(words[2], Work::named);
            System.out.println(words[0].equals("write") ? write(work, Path.of(words[1]))
                : time(work, Double.parseDouble(words[1])));
        }
    }

    static String time(Work work, double seconds) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long begin = System.nanoTime(), collecting = collecting(), end = begin, runs = 0;
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        double result = 0;
        while (runs == 0 || end - begin < seconds * 1e9) {
            result = work.run().get();
            runs++;
            end = System.nanoTime();
        }
        bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        double took = (end - begin) / 1e9;
        return took / runs + " " + result + " " + (collecting() - collecting) / 1e3 / took + " " + bytes / runs;
    }

    private static long collecting() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> !collector.getName().contains("Concurrent"))
            .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }

    private static String write(Work work, Path file) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (double[] numbers : work.start()) {
                ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asDoubleBuffer().put(numbers);
                out.write(bytes);
            }
        }
        return "written";
    }
}
