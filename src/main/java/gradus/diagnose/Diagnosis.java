package gradus.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code diagnose} found, what it looked at, and what it could not look at.
 *
 * <p>A finding is a hint: a threshold was passed that healthy training stays away from. That there is none is no proof that
 * all is well.
 */
public final class Diagnosis {

    private final List<Finding> findings = new ArrayList<>();
    private final List<Symptom> looked = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    Diagnosis() {
    }

    void looked(Symptom... at) {
        looked.addAll(List.of(at));
    }

    void could(Symptom not, String because) {
        missing.add(not + " (" + because + ")");
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** What was found, in the order of looking. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What was looked for. */
    public List<Symptom> lookedFor() {
        return List.copyOf(looked);
    }

    /** What could not be looked for, each with the reason. */
    public List<String> notLookedFor() {
        return List.copyOf(missing);
    }

    /** Whether something was found. */
    public boolean found(Symptom symptom) {
        return findings.stream().anyMatch(finding -> finding.symptom() == symptom);
    }

    @Override
    public String toString() {
        var found = findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        return (findings.isEmpty() ? "nothing found" : found) + "\nlooked for: "
                + looked.stream().map(Symptom::toString).collect(Collectors.joining(", "))
                + (missing.isEmpty() ? "" : "\nnot looked for: " + String.join(", ", missing));
    }
}
