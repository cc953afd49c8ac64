package gradus.check;

/**
 * A sentence of a notebook and what is wrong with it.
 *
 * @param what    the sentence
 * @param problem expected, got and tolerance; empty if there is no more to say than that it does not hold; null if it holds
 */
record Claim(String what, String problem) {

    static Claim of(String what, boolean holds) {
        return new Claim(what, holds ? null : "");
    }

    /** Two numbers, arrays or tensors, no further apart than the tolerance. */
    static Claim of(String what, Object actual, Object expected, double tolerance) {
        Checks.requireTolerance("claim \"" + what + "\"", tolerance);
        if (actual == null || expected == null) {
            return new Claim(what, "\n" + Values.lines("expected", expected == null ? "null" : Values.of(expected).text(),
                    "got", actual == null ? "null" : Values.of(actual).text()));
        }
        String difference = Values.of(expected).difference(Values.of(actual), tolerance, false);
        return new Claim(what, difference == null ? null : "\n" + difference);
    }

    /**
     * Prints a line, also when it does not hold: a reader who has changed a number goes on.
     *
     * @param strict whether it throws when it does not hold
     */
    void tell(boolean strict) {
        if (problem == null) {
            System.out.println("✓ " + what);
        } else if (strict) {
            throw new AssertionError("does not hold: " + what + problem);
        } else {
            System.out.println("✗ no longer holds with your values: " + what + problem);
        }
    }
}
