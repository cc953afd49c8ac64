package gradus.jupyter;

import gradus.plot.Figure;
import gradus.plot.Figures;
import gradus.tensor.Numbers;
import gradus.train.History;
import gradus.train.Progress;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/**
 * Shows in one place below the cell how training goes on: the curves that {@code plot(history)} draws, as far as they have
 * come, and a line of numbers.
 *
 * <p>A picture is drawn at most four times a second, in a thread of its own, and only when the last one is done:
 * training does not wait for it. What a run shows last stays in the notebook; it names no times, so that two runs
 * with one seed show the same.
 */
final class LiveProgress implements Progress {
    private static final long PAUSE_NANOS = 250_000_000;

    private final Map<History, Run> runs = Collections.synchronizedMap(new WeakHashMap<>());
    private final ExecutorService painter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "gradus-progress");
        thread.setDaemon(true);
        return thread;
    });

    /** What is shown: a line of text, and the curves once there are two epochs. */
    record Frame(String text, Figure curves) {
        static Frame of(History history, boolean finished) {
            return new Frame(line(history, finished), history.epochs() < 2 ? null : Figures.plot(history));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** One display; only the painter's thread touches its identifier. */
    private static final class Run {
        private String display;
        private long painted;
        private Future<?> painting;

        void show(Frame frame) {
            if (display == null) display = BaseNotebookStatics.display(frame);
            else BaseNotebookStatics.updateDisplay(display, frame);
        }
    }

    @Override
    public void epochDone(History soFar) {
        if (soFar.epochs() == soFar.planned()) return;
        Run run = runs.computeIfAbsent(soFar, history -> new Run());
        long now = System.nanoTime();
        if (run.painting != null && (now - run.painted < PAUSE_NANOS || !run.painting.isDone())) return;
        run.painted = now;
        Frame frame = Frame.of(soFar, false);
        run.painting = painter.submit(() -> run.show(frame));
    }

    @Override
    public void finished(History history) {
        Run begun = runs.remove(history);
        Run run = begun == null ? new Run() : begun;
        Frame frame = Frame.of(history, true);
        // a stop button that was pressed twice must not hide where training stands
        boolean interrupted = Thread.interrupted();
        try {
            painter.submit(() -> run.show(frame)).get();
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("training is done, but its curve cannot be shown: " + e.getCause(), e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static String line(History history, boolean finished) {
        int epochs = history.epochs();
        boolean stopped = history.ending().startsWith("interrupted");
        StringBuilder line = new StringBuilder(stopped ? "stopped in epoch " + (epochs + 1) : "epoch " + epochs);
        line.append(" of ").append(history.planned());
        if (epochs > 0) {
            for (String name : history.names()) {
                line.append(" · ").append(name).append(' ').append(Numbers.text(history.last(name), 3));
            }
        }
        if (!finished && epochs > 0) {
            line.append(" · ").append(duration(history.seconds() / epochs * (history.planned() - epochs))).append(" left");
        }
        if (!history.ending().isEmpty() && !stopped) line.append("\n").append(history.ending());
        return line.toString();
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) return whole + " s";
        return String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }
}
