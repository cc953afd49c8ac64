package gradus.check;

import static gradus.check.Checks.exercise;
import static gradus.check.Checks.trial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer may do while it runs: never end, print, start threads, interrupt itself. */
class ExerciseRunTest {

    /** For answers that never end. */
    private static final Patience SOON = new Patience(Duration.ofMillis(500), Duration.ofMinutes(5));

    /** The reader has been wrong once: the next time the hint is shown. */
    @BeforeEach
    void anEarlierFailure() {
        Exercise.FAILURES.clear();
        Exercise.FAILURES.put("00.1", 1);
    }

    @Test
    void anEndlessLoopIsStopped() throws InterruptedException {
        var ended = new CountDownLatch(1);
        AnswerTrial loop = trial("f(2)", () -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                return 2;
            } finally {
                ended.countDown();
            }
        }, 2);
        var later = new AtomicBoolean();
        Verdict verdict = new Exercise("00.1", "look again", SOON, trial("f(1)", () -> 1, 1), loop,
                trial("f(3)", () -> later.getAndSet(true), false)).judge(false);
        assertEquals("✗ Exercise 00.1 is not right yet: 1 of 3 trials passed:\n  ✓ f(1)\n  ✗ f(2)\n  – f(3)\nf(2)\n"
                + "  had not returned after 0.5 s of computing: is there a loop that never ends?" + ExerciseTest.HINT, verdict.report());
        assertTrue(ended.await(5, TimeUnit.MINUTES));
        assertFalse(later.get());
    }

    @Test
    void aLoopThatCannotBeStoppedIsReportedToo() {
        var stop = new AtomicBoolean();
        var daemon = new AtomicBoolean();
        try {
            Verdict verdict = new Exercise("00.1", "look again", SOON, trial("f(x)", () -> {
                daemon.set(Thread.currentThread().isDaemon());
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
                return 2;
            }, 2)).judge(false);
            assertEquals(ExerciseTest.WRONG + "  had not returned after 0.5 s of computing: is there a loop that never ends?\n"
                    + "  It still runs; restart the kernel to stop it." + ExerciseTest.HINT, verdict.report());
            assertTrue(daemon.get());
        } finally {
            stop.set(true);
        }
    }

    @Test
    void aLoopThatPrintsIsEndedByItsNextPrint() throws InterruptedException {
        var ended = new CountDownLatch(1);
        Verdict verdict = new Exercise("00.1", "look again", SOON, trial("f(x)", () -> {
            try {
                while (true) {
                    System.out.println("again");
                }
            } finally {
                ended.countDown();
            }
        }, 2)).judge(false);
        assertTrue(ended.await(5, TimeUnit.MINUTES));
        assertTrue(verdict.report().matches("(?s)\\Q" + ExerciseTest.WRONG + "\\E  had not returned after 0\\.5 s of computing: .*\nHint: look again\n"
                + "Your code printed:\n(again\n){20}… cut, it was \\d+ bytes long"), verdict.report());
    }

    @Test
    void whatTheAnswerPrintsIsShownWithTheReportOnly() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Verdict verdict = exercise("00.1", "look again", trial("f(x)", () -> {
            System.out.println("x = ü");
            System.err.print("careful");
            return 1;
        }, 1));
        assertEquals("✓ Exercise 00.1 passed: 1 trial.\nYour code printed:\nx = ü\ncareful",
                verdict.report().replace("\r", ""));
        assertSame(out, System.out);
        assertSame(err, System.err);
    }

    @Test
    void whatOthersPrintMeanwhileGoesOn() {
        PrintStream before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, false, StandardCharsets.UTF_8));
        try {
            ExerciseTest.passes(() -> {
                var other = new Thread(() -> System.out.print("epoch 3 – Größe"));
                other.start();
                other.join();
                return 1;
            }, 1);
            assertEquals("epoch 3 – Größe", bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void hugeOutputIsCut() {
        Verdict verdict = exercise("00.1", "", trial("f(x)", () -> {
            System.out.print("a".repeat(1_000_000));
            return 1;
        }, 1));
        assertEquals("✓ Exercise 00.1 passed: 1 trial.\nYour code printed:\n" + "a".repeat(2000)
                + "\n… cut, it was 1000000 bytes long", verdict.report());
    }

    @Test
    void aLineOfExactlyWhatIsKeptIsNotCut() {
        Verdict verdict = exercise("00.1", "", trial("f(x)", () -> {
            System.out.print("a".repeat(2000));
            return 1;
        }, 1));
        assertTrue(verdict.report().endsWith("\n" + "a".repeat(2000)));
    }

    @Test
    void anInterruptCancels() throws InterruptedException {
        Thread caller = Thread.currentThread();
        var interrupted = new CountDownLatch(1);
        AnswerTrial waits = trial("f(x)", () -> {
            try {
                caller.interrupt();
                new CountDownLatch(1).await();
                return 1;
            } finally {
                interrupted.countDown();
            }
        }, 1);
        var e = assertThrows(CancellationException.class, () -> exercise("00.1", "", waits));
        assertEquals("exercise 00.1: interrupted, nothing was judged", e.getMessage());
        assertFalse(Thread.interrupted());
        assertTrue(interrupted.await(5, TimeUnit.MINUTES));
    }

    @Test
    void threadsThatAnAnswerStartsAreItsOwn() throws InterruptedException {
        var ended = new CountDownLatch(1);
        Verdict verdict = new Exercise("00.1", "look again", SOON, trial("f(x)", () -> {
            var other = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                ended.countDown();
            });
            other.setDaemon(true);
            other.start();
            other.join();
            return 2;
        }, 2)).judge(false);
        assertEquals(ExerciseTest.WRONG + "  had not returned after 0.5 s of computing: is there a loop that never ends?" + ExerciseTest.HINT,
                verdict.report());
        assertTrue(ended.await(5, TimeUnit.MINUTES), "they are told to stop");
    }

    @Test
    void anAnswerThatWaitsForEverIsStopped() throws InterruptedException {
        var ended = new CountDownLatch(1);
        var waitsSoon = new Patience(Duration.ofMinutes(5), Duration.ofMillis(100));
        Verdict verdict = new Exercise("00.1", "look again", waitsSoon, trial("f(x)", () -> {
            try {
                new CountDownLatch(1).await();
                return 2;
            } finally {
                ended.countDown();
            }
        }, 2)).judge(false);
        assertEquals(ExerciseTest.WRONG + "  had not returned after 0.1 s, in which it hardly computed: does it sleep, or wait for"
                + " input or for another thread?" + ExerciseTest.HINT, verdict.report());
        assertTrue(ended.await(5, TimeUnit.MINUTES));
    }

    @Test
    void aBusyMachineMakesNoAnswerWrong() {
        var patience = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60));
        assertNull(patience.exceeded(Duration.ofSeconds(4), Duration.ofSeconds(4 * 50)), "a fiftieth of a processor");
        assertNull(patience.exceeded(Duration.ZERO, Duration.ofSeconds(60)));
        assertEquals("  had not returned after 5 s of computing: is there a loop that never ends?",
                patience.exceeded(Duration.ofMillis(5001), Duration.ofMillis(5001)));
        assertEquals("  had not returned after 60 s, in which it hardly computed: does it sleep, or wait for input or"
                + " for another thread?", patience.exceeded(Duration.ofMillis(10), Duration.ofSeconds(61)));
    }

    @Test
    void anAnswerThatInterruptsItselfDoesNotDisturbTheNextTrial() {
        Verdict verdict = exercise("00.1", "", trial("f(1)", () -> {
            Thread.currentThread().interrupt();
            return 1;
        }, 1), trial("f(2)", () -> Thread.currentThread().isInterrupted(), false));
        assertEquals("✓ Exercise 00.1 passed: 2 trials.", verdict.report());
    }
}
