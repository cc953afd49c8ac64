package gradus.tensor;

/**
 * What a recipe says of itself: one line with all that it was told, so that two which differ read differently.
 *
 * <p>Losses, optimizers, schedules, initializers and the like print as the call that makes them, numbers exactly; what was
 * not told may be left out. A function written in place has no words of its own, and is only known to be custom: of two
 * such nobody can say whether they are the same. A class of one's own says more by a {@code toString}.
 *
 * <pre>{@code
 * Schedule halving = t -> 0.1 / Math.pow(2, t);
 * Description.of(halving, "schedule")            // → a custom schedule
 * warmUp(3, halving)                             // → warmUp(3, a custom schedule)
 * }</pre>
 */
public final class Description {

    private Description() { }

    /**
     * What a thing says of itself; where it has no words of its own, that it is custom.
     *
     * @param kind what it is, as schedule
     */
    public static String of(Object thing, String kind) { return hasWords(thing) ? thing.toString() : custom(thing, kind); }

    /** That a thing is custom, with the name of its class if it has one. */
    public static String custom(Object thing, String kind) {
        var name = thing.getClass().getSimpleName();
        return "a custom " + kind + (name.isEmpty() || name.contains("$$Lambda") ? "" : " (" + name + ")");
    }

    /** A recipe and what was added to it, as the calls are written: heNormal().bias(0.01). */
    public static String with(String recipe, String options) {
        return recipe + (options.isEmpty() || recipe.matches(".*\\W.*") ? "" : "()") + options;
    }

    /** Whether a thing prints as more than its class and its place in memory, which are others in the next run. */
    public static boolean hasWords(Object thing) {
        var text = thing.toString();
        return !text.equals(thing.getClass().getName() + "@" + Integer.toHexString(thing.hashCode()))
                && !text.contains("$$Lambda");
    }
}
