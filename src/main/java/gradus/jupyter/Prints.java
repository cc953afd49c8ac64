package gradus.jupyter;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * Puts itself between a cell's prints and the kernel, so that a loop of prints loses nothing that comes after it.
 *
 * <p>The kernel sends a message for every {@code println}, and its socket drops messages when a thousand wait: then
 * lines in the middle are lost, and the cell's result too. Here prints are gathered and sent at most twenty times a
 * second, before anything is displayed, and when a statement ends; {@link BoundedText} bounds how much of a cell is
 * sent.
 *
 * <p>The kernel sets {@code System.out} anew for every cell, from a field of its {@link JupyterIO}. That field is
 * final and there is no other way in, so it is written through reflection, once, when the kernel starts.
 */
final class Prints {
    private static final int MILLIS_BETWEEN_MESSAGES = 50;
    /** So often a cell may alternate between out and err with their order kept; each turn is a message. */
    private static final int MOST_TURNS = 200;

    private final JupyterIO io;
    private final AtomicInteger cells;
    private final BoundedText out;
    private final BoundedText err;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gradus-prints");
        thread.setDaemon(true);
        return thread;
    });
    private boolean scheduled;
    private int cell;
    private int turns;

    private Prints(JupyterIO io, AtomicInteger cells) {
        this.io = io;
        this.cells = cells;
        PrintStream kernelOut = io.out;
        PrintStream kernelErr = io.err;
        out = new BoundedText(bytes -> kernelOut.write(bytes, 0, bytes.length));
        err = new BoundedText(bytes -> kernelErr.write(bytes, 0, bytes.length));
    }

    /** Takes over the kernel's streams and displays. */
    static void install(BaseKernel kernel, JShell shell) throws ReflectiveOperationException {
        JupyterIO io = kernel.getIO();
        Field count = BaseKernel.class.getDeclaredField("executionCount");
        count.setAccessible(true);
        Prints prints = new Prints(io, (AtomicInteger) count.get(kernel));
        replace(io, "out", prints.stream(prints.out, prints.err));
        replace(io, "err", prints.stream(prints.err, prints.out));
        replace(io, "display", prints.new PrintsFirst());
        shell.onSnippetEvent(event -> prints.statementEnded());
    }

    private static void replace(JupyterIO io, String field, Object value) throws ReflectiveOperationException {
        Field f = JupyterIO.class.getField(field);
        f.setAccessible(true);
        f.set(io, value);
    }

    private PrintStream stream(BoundedText mine, BoundedText other) {
        OutputStream bounded = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                add(mine, other, bytes, from, length);
            }
        };
        return new PrintStream(bounded, false, StandardCharsets.UTF_8);
    }

    private synchronized void add(BoundedText mine, BoundedText other, byte[] bytes, int from, int length) {
        if (cell != cells.get()) {
            cell = cells.get();
            turns = 0;
            out.restart();
            err.restart();
        }
        if (other.hasPending() && turns < MOST_TURNS && io.isAttached()) {
            turns++;
            other.publish();
        }
        mine.add(bytes, from, length);
        if (!scheduled && mine.hasPending()) {
            scheduled = true;
            timer.schedule(this::publish, MILLIS_BETWEEN_MESSAGES, TimeUnit.MILLISECONDS);
        }
    }

    /** Between cells the kernel drops what it is given: then all waits for the next cell. */
    private synchronized void publish() {
        scheduled = false;
        if (!io.isAttached()) return;
        out.publish();
        err.publish();
    }

    private synchronized void statementEnded() {
        if (!io.isAttached()) return;
        out.finish();
        err.finish();
    }

    /** Shows what a cell displays after what it printed before. */
    private final class PrintsFirst extends DisplayStream {
        @Override
        public void display(DisplayData data) {
            publish();
            super.display(data);
        }

        @Override
        public void updateDisplay(DisplayData data) {
            publish();
            super.updateDisplay(data);
        }
    }
}
