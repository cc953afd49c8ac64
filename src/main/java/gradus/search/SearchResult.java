package gradus.search;

import gradus.inspect.Columns;
import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a search has found: all settings that it tried, the best first, with seeds, scores and seconds.
 *
 * <p>Prints as a table; {@code plot(result)} draws a line for each of them.
 */
public final class SearchResult {

    private static final int SHOWN = 20;
    private static final int LAST = 5;
    private static final int REASONS = 3;

    private final String title;
    private final Ranking ranking;
    private final List<Outcome> outcomes;
    private final List<Candidate> candidates;
    private final int planned;
    private final String ending;

    /** By what settings are ranked. */
    record Ranking(List<Space<?>> spaces, String scoreName, boolean lowerIsBetter, int repeats, boolean bestOfRepeats) { }

    SearchResult(String title, Ranking ranking, List<Outcome> outcomes, int planned, String ending) {
        this.title = title;
        this.ranking = ranking;
        this.outcomes = outcomes;
        this.planned = planned;
        this.ending = ending;
        // trials of the same settings stand side by side; drawn twice, settings are two candidates
        Map<Integer, List<Outcome>> groups = new LinkedHashMap<>();
        outcomes.forEach(outcome -> groups.computeIfAbsent((outcome.trial().number() - 1) / ranking.repeats,
                group -> new ArrayList<>()).add(outcome));
        candidates = groups.values().stream().map(group -> Candidate.of(group, ranking.lowerIsBetter, ranking.bestOfRepeats))
                .sorted(Comparator.comparingDouble((Candidate c) -> Candidate.key(c.score(), ranking.lowerIsBetter))
                        .thenComparing(Candidate::failed)).toList();
    }

    /** The settings that were tried, the best first, those without a score last; equal ones in the order they were tried. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /**
     * The settings with the best score.
     *
     * @throws IllegalStateException if none has a score
     */
    public Candidate best() {
        if (candidates.isEmpty() || Double.isNaN(candidates.get(0).score())) {
            throw new IllegalStateException("best: none of the " + outcomes.size() + " trials has a score"
                    + (ending.isEmpty() ? "" : "; " + ending)
                    + outcomes.stream().filter(Outcome::failed).findFirst().map(o -> "; " + reason(o)).orElse(""));
        }
        return candidates.get(0);
    }

    /** What came of the trials that are finished, in the order of their numbers. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** How many trials the search was to have. */
    public int planned() {
        return planned;
    }

    /** The spaces that were searched. */
    public List<Space<?>> spaces() {
        return ranking.spaces;
    }

    /** What the score is. */
    public String scoreName() {
        return ranking.scoreName;
    }

    /** Whether the best score is the lowest. */
    public boolean lowerIsBetter() {
        return ranking.lowerIsBetter;
    }

    /** How the search was interrupted, as a sentence; empty if it went through all its trials. */
    public String ending() {
        return ending;
    }

    /** The search with its spaces and its seed. */
    public String title() {
        return title;
    }

    /** What stands over the columns of {@link #rows}. */
    public List<String> headings() {
        var headings = new ArrayList<>(ranking.spaces.stream().map(Space::name).toList());
        headings.add(ranking.repeats == 1 ? "seed" : "seeds");
        headings.add(ranking.scoreName);
        headings.addAll(ranking.repeats == 1 ? List.of() : List.of("lowest", "highest"));
        headings.add("seconds");
        return headings;
    }

    /** A row for each of the settings, the best first; of more than 20 the first and the last. */
    public List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.size() > SHOWN && i == SHOWN - LAST - 1) {
                rows.add(headings().stream().map(heading -> "…").toList());
                i = candidates.size() - LAST;
            }
            rows.add(row(candidates.get(i)));
        }
        return rows;
    }

    private List<String> row(Candidate candidate) {
        var row = new ArrayList<>(candidate.settings().texts());
        row.add(Arrays.stream(candidate.seeds()).mapToObj(Long::toString).collect(Collectors.joining(", ")));
        row.add(scoreText(candidate));
        if (ranking.repeats > 1) {
            var scores = Arrays.stream(candidate.scores()).filter(Double::isFinite).summaryStatistics();
            row.add(scores.getCount() == 0 ? "–" : Numbers.text(scores.getMin(), 4));
            row.add(scores.getCount() == 0 ? "–" : Numbers.text(scores.getMax(), 4));
        }
        row.add(String.format(Locale.ROOT, "%.2f", candidate.seconds()));
        return row;
    }

    static String scoreText(Candidate candidate) {
        return candidate.failed() ? "failed" : Numbers.text(candidate.score(), 4);
    }

    private static String reason(Outcome outcome) {
        return outcome.trial() + " failed: " + outcome.failure();
    }

    /** What there is to say beside the table: an interruption, and the reasons of trials that failed. */
    public List<String> notes() {
        var notes = new ArrayList<String>();
        if (!ending.isEmpty()) {
            notes.add(ending);
        }
        var failed = outcomes.stream().filter(Outcome::failed).toList();
        failed.stream().limit(REASONS).forEach(outcome -> notes.add(reason(outcome)));
        if (failed.size() > REASONS) {
            notes.add("and " + (failed.size() - REASONS) + " more failed");
        }
        return notes;
    }

    @Override
    public String toString() {
        var lines = new ArrayList<String[]>();
        lines.add(headings().toArray(String[]::new));
        rows().forEach(row -> lines.add(row.toArray(String[]::new)));
        return title + "\n" + Columns.text(lines) + notes().stream().map(note -> "\n" + note).collect(Collectors.joining());
    }
}
