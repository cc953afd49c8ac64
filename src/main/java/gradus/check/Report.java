package gradus.check;

import gradus.check.Exercise.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Puts into words how an exercise stands. */
final class Report {

    private Report() {
    }

    /**
     * How it stands, which trials passed, the first problem, what helps, and what the answer printed.
     *
     * @param problems one for each trial, null where it passed; fewer, if the last took too long
     * @param hint     null if it is not shown yet
     * @param output   what was printed, or empty
     */
    static String of(String id, List<AnswerTrial> trials, List<Problem> problems, String hint, String output) {
        String name = "Exercise " + id;
        String printed = output.isEmpty() ? "" : "\nYour code printed:\n" + output;
        long passed = problems.stream().filter(Objects::isNull).count();
        if (passed == trials.size()) {
            return "✓ " + name + " passed: " + count(passed) + "." + printed;
        }
        String score = passed + " of " + count(trials.size()) + " passed" + (passed == 0 ? "." : ":" + list(trials, problems));
        String worst = worst(trials, problems, hint);
        if (problems.stream().noneMatch(p -> p != null && p.open())) {
            return "✗ " + name + " is not right yet: " + score + worst + printed;
        }
        // of several methods the first may be written and wrong: that is told before the last is there
        return "○ " + name + " is open: write " + open(problems) + ", run its cell, then this one."
                + (passed == 0 && worst.isEmpty() ? "" : "\nSo far " + score) + worst + printed;
    }

    /** Every trial with its mark. */
    private static String list(List<AnswerTrial> trials, List<Problem> problems) {
        var lines = new StringBuilder();
        for (int i = 0; i < trials.size(); i++) {
            String mark = i >= problems.size() ? "–" : problems.get(i) == null ? "✓" : problems.get(i).open() ? "○" : "✗";
            lines.append("\n  ").append(mark).append(' ').append(trials.get(i).what);
        }
        return lines.toString();
    }

    /** The first problem in which a mistake was recognised, or else the first one, and what helps; empty if there is none. */
    private static String worst(List<AnswerTrial> trials, List<Problem> problems, String hint) {
        int worst = -1;
        for (int i = problems.size() - 1; i >= 0; i--) {
            Problem problem = problems.get(i);
            if (problem != null && !problem.open()
                    && (worst < 0 || problem.mistake() != null || problems.get(worst).mistake() == null)) {
                worst = i;
            }
        }
        if (worst < 0) {
            return "";
        }
        Problem problem = problems.get(worst);
        return "\n" + trials.get(worst).what + "\n" + problem.text()
                + (problem.mistake() == null ? "" : "\n" + problem.mistake()) + (hint == null ? "" : "\nHint: " + hint);
    }

    /** What is still to be written: the methods where they are known. */
    private static String open(List<Problem> problems) {
        var methods = new TreeSet<String>();
        for (Problem problem : problems) {
            if (problem != null && problem.method() != null) {
                methods.add(problem.method());
            }
        }
        return (methods.isEmpty() ? "your answer" : String.join(" and ", new ArrayList<>(methods)))
                + " in place of throw new NotDone()";
    }

    private static String count(long trials) {
        return trials + (trials == 1 ? " trial" : " trials");
    }
}
