package gradus.check;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keeps the first part of what one thread prints; what other threads print goes where it went before.
 *
 * <p>Once the thread is given up, printing ends it: a loop that never ends usually prints.
 */
final class Capture {

    private static final int KEPT = 2_000;
    private static final int LINES = 20;

    private final Thread thread;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long printed;
    private volatile boolean givenUp;
    private PrintStream out;
    private PrintStream err;
    private PrintStream outBefore;
    private PrintStream errBefore;

    Capture(Thread thread) {
        this.thread = thread;
    }

    /** Puts itself between the program and its output. */
    void start() {
        outBefore = System.out;
        errBefore = System.err;
        out = new PrintStream(new Tap(outBefore), true, StandardCharsets.UTF_8);
        err = new PrintStream(new Tap(errBefore), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
    }

    /** Steps out of the way, unless somebody else has put another stream in place meanwhile. */
    void stop() {
        if (System.out == out) {
            System.setOut(outBefore);
        }
        if (System.err == err) {
            System.setErr(errBefore);
        }
    }

    /** Ends the thread when it prints next. */
    void giveUp() {
        givenUp = true;
    }

    boolean givenUp() {
        return givenUp;
    }

    /** What was printed, shortened; empty if nothing was. */
    synchronized String text() {
        String text = kept.toString(StandardCharsets.UTF_8).stripTrailing();
        List<String> lines = text.lines().limit(LINES).toList();
        boolean whole = printed <= KEPT && text.lines().count() <= LINES;
        return String.join("\n", lines) + (whole ? "" : "\n… cut, it was " + printed + " bytes long");
    }

    private synchronized void keep(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, (int) Math.min(length, Math.max(0, KEPT - printed)));
        printed += length;
    }

    private final class Tap extends OutputStream {

        private final PrintStream before;

        Tap(PrintStream before) {
            this.before = before;
        }

        @Override
        public void write(int b) {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (Thread.currentThread() != thread) {
                before.print(new String(bytes, offset, length, StandardCharsets.UTF_8));
                before.flush();
            } else if (givenUp) {
                throw new GivenUp();
            } else {
                keep(bytes, offset, length);
            }
        }
    }

    /** An error, so that a student's catch of Exception lets it through. */
    private static final class GivenUp extends Error {

        private static final long serialVersionUID = 1;

        GivenUp() {
            super("given up: the time of the exercise is over", null, false, false);
        }
    }
}
