package gradus.lesson;

import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A guess beside what came out; made by {@code reveal(name, …)}.
 *
 * <p>Two numbers are marked on one line; two orders stand side by side. Without a guess, or with one of another kind, it says
 * what came out.
 */
public final class Reveal {

    private final Guess guess;
    /** One number or text, or several in order. */
    private final List<Object> result;
    /** The numbers by which the results are ordered, where they are known. */
    private final Map<String, Object> ordered;

    private Reveal(Guess guess, List<Object> result, Map<String, Object> ordered) {
        this.guess = guess;
        this.result = result;
        this.ordered = ordered;
    }

    static Reveal of(Guess guess, List<Object> result) {
        Object only = result.size() == 1 ? result.get(0) : null;
        if (only instanceof Map || only instanceof Runs runs && runs.names().size() > 1) {
            return new Reveal(guess, List.of(), Cells.parts(only instanceof Runs runs ? runs.medians() : only)).sorted(1);
        }
        List<Object> items = only != null && Cells.isList(only) ? Cells.list(only) : result;
        if (items.isEmpty()) {
            throw new IllegalArgumentException("reveal: \"" + guess.name() + "\" has no result; write it behind the name");
        }
        return new Reveal(guess, items, Map.of());
    }

    /**
     * Orders the results with the highest first, instead of the lowest: of accuracies the best.
     *
     * @throws IllegalStateException if they are not a map from names to numbers
     */
    public Reveal highestFirst() {
        if (ordered.isEmpty()) {
            throw new IllegalStateException("highestFirst: the results of \"" + guess.name()
                    + "\" have no numbers to order by; give a map from names to numbers");
        }
        return sorted(-1);
    }

    private Reveal sorted(int sign) {
        for (Map.Entry<String, Object> entry : ordered.entrySet()) {
            if (Cells.number(entry.getValue()).isPresent()) continue;
            throw new IllegalArgumentException("reveal: " + entry.getKey() + " of \"" + guess.name() + "\" is "
                    + Cells.text(entry.getValue()) + ", it should be a number");
        }
        List<Object> names = new ArrayList<>(ordered.keySet());
        names.sort(Comparator.comparingDouble(name -> {
            double value = Cells.number(ordered.get(name)).getAsDouble();
            return Double.isNaN(value) ? Double.POSITIVE_INFINITY : sign * value;          // no number comes last
        }));
        return new Reveal(guess, names, ordered);
    }

    private boolean isOrder() {
        return result.size() > 1;
    }

    /** In one sentence. */
    private String sentence() {
        String is = result.stream().map(Cells::text).reduce((a, b) -> a + ", " + b).orElseThrow();
        if (guess.said().isEmpty()) {
            return "It is " + is + ". To guess first next time, run the cell with guess(\"" + guess.name() + "\", …).";
        }
        if (agrees()) return "You said " + guess.text() + ", and it is " + is + ".";
        String apart = apart();
        return "You said " + guess.text() + "; it is " + is + (apart.isEmpty() ? "" : ": " + apart) + ".";
    }

    private boolean agrees() {
        if (guess.said().size() != result.size()) return false;
        for (int i = 0; i < result.size(); i++) if (!same(guess.said().get(i), result.get(i))) return false;
        return true;
    }

    /** Whether two mean the same: numbers that read alike, words whatever their case. */
    private static boolean same(Object a, Object b) {
        OptionalDouble x = number(a);
        OptionalDouble y = number(b);
        if (x.isPresent() && y.isPresent()) {
            return Numbers.text(x.getAsDouble(), 4).equals(Numbers.text(y.getAsDouble(), 4));
        }
        return plain(a).equals(plain(b));
    }

    private static String plain(Object value) {
        return Cells.text(value).strip().toLowerCase(Locale.ROOT);
    }

    /** A number, also one written as text. */
    private static OptionalDouble number(Object value) {
        if (!(value instanceof String text)) return Cells.number(value);
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException words) {
            return OptionalDouble.empty();
        }
    }

    /** The guess and the result where both are single finite numbers, else null. */
    private double[] numbers() {
        if (isOrder() || guess.said().size() != 1) return null;
        OptionalDouble x = number(guess.said().get(0));
        OptionalDouble y = number(result.get(0));
        return x.isPresent() && y.isPresent() && Double.isFinite(x.getAsDouble()) && Double.isFinite(y.getAsDouble())
                ? new double[] {x.getAsDouble(), y.getAsDouble()} : null;
    }

    /** How far the two are apart, in words. */
    private String apart() {
        double[] both = numbers();
        if (both != null) {
            double more = both[1] - both[0];
            return Numbers.text(Math.abs(more), 3) + (more > 0 ? " more" : " less");
        }
        return "";
    }

    /** Of an order: how many pairs stand as they were said to. */
    private String pairs() {
        List<String> is = result.stream().map(Reveal::plain).toList();
        List<Integer> places = guess.said().stream().map(item -> is.indexOf(plain(item))).filter(place -> place >= 0)
                .distinct().toList();
        int right = 0;
        int all = 0;
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                all++;
                if (places.get(i) < places.get(j)) right++;
            }
        }
        if (all == 0) return "";
        return right + " of " + all + (all == 1 ? " pair stands" : " pairs stand") + " in the order you said.";
    }

    private ResultTable table() {
        boolean guessed = !guess.said().isEmpty();
        List<String> columns = new ArrayList<>(List.of("place"));
        if (guessed) columns.add("you said");
        columns.add("it is");
        if (!ordered.isEmpty()) columns.add("with");
        ResultTable table = ResultTable.named(columns);
        for (int i = 0; i < result.size(); i++) {
            List<Object> row = new ArrayList<>(List.of(i + 1));
            if (guessed) row.add(i < guess.said().size() ? Cells.text(guess.said().get(i)) : "");
            row.add(Cells.text(result.get(i)));
            if (!ordered.isEmpty()) row.add(ordered.get(String.valueOf(result.get(i))));
            table = table.row(row.toArray());
        }
        return table;
    }

    /** The same in HTML, with a picture of two numbers. */
    public String html() {
        if (isOrder()) return table().html() + paragraph(agrees() ? sentence() : pairs());
        double[] both = numbers();
        return paragraph(sentence()) + (both == null || !NumberLine.helps(both[0], both[1]) ? ""
                : "\n" + new NumberLine(both[0], both[1]).html());
    }

    private static String paragraph(String text) {
        return text.isEmpty() ? "" : "<p>" + TableText.escape(text) + "</p>";
    }

    @Override
    public String toString() {
        if (!isOrder()) return sentence();
        String words = agrees() ? sentence() : pairs();
        return table() + (words.isEmpty() ? "" : "\n" + words);
    }
}
