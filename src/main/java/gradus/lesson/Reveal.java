package gradus.lesson;

import gradus.tensor.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A guess beside what came out; made by {@code reveal(name, …)}.
 *
 * <p>Two numbers are marked on one line, with the difference or the factor between them. Of several numbers each is marked,
 * ✓ within 2 %; two orders stand side by side. Without a guess it says what came out, and with one of another kind also how
 * to write what was asked.
 */
public final class Reveal {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\p{L})[-_\\s]+(?=\\p{L})");

    /** From it on, a guess of 0 may have been a fraction. */
    private static final double SHARE = 0.01;

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

    /** Names that each stand in one place; other lists are answers to several questions. */
    private boolean isOrder() {
        return isList() && (!ordered.isEmpty() || result.stream().noneMatch(item -> number(item).isPresent())
                && result.stream().map(Reveal::plain).distinct().count() == result.size());
    }

    private boolean isList() {
        return result.size() > 1;
    }

    /** In one sentence. */
    private String sentence() {
        String is = result.stream().map(Cells::text).collect(Collectors.joining(", "));
        if (guess.said().isEmpty()) {
            return "It is " + is + ". To guess first next time, run the cell with guess(\"" + guess.name() + "\", …).";
        }
        if (agrees()) return "You said " + guess.text() + ", and it is " + is + ".";
        String apart = apart();
        return "You said " + guess.text() + "; it is " + is + (apart.isEmpty() ? "" : ": " + apart) + "." + otherKind();
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

    /** Without what nobody means: capitals, the hyphen of "cross-entropy", spaces around. */
    private static String plain(Object value) {
        return BETWEEN_WORDS.matcher(Cells.text(value).strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
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
        if (isList() || guess.said().size() != 1) return null;
        OptionalDouble x = number(guess.said().get(0));
        OptionalDouble y = number(result.get(0));
        return x.isPresent() && y.isPresent() && Double.isFinite(x.getAsDouble()) && Double.isFinite(y.getAsDouble())
                ? new double[] {x.getAsDouble(), y.getAsDouble()} : null;
    }

    /** How far the two are apart, in words. */
    private String apart() {
        double[] both = numbers();
        return both == null ? "" : Apart.words(both[0], both[1]);
    }

    /** What was asked, where the guess is of another kind; a sentence with a space before it, or nothing. */
    private String otherKind() {
        boolean names = result.stream().noneMatch(item -> number(item).isPresent());
        if (names && guess.said().stream().anyMatch(item -> item != null && !isText(item))) {
            return " A name is asked: write it in quotes, as \"" + Cells.text(result.get(0)) + "\".";
        }
        if (names || isList()) return "";
        if (guess.said().size() > 1) {
            return " One number is asked, and a comma begins the next: write 0.5 with a point, and 1000 without a comma.";
        }
        Object said = guess.said().get(0);
        if (number(said).isEmpty()) {
            return " A number is asked" + (isText(said) ? ": write it without quotes, as " + Cells.text(result.get(0)) : "") + ".";
        }
        boolean share = Math.abs(numberOf(result.get(0))) >= SHARE && Math.abs(numberOf(result.get(0))) < 1;
        return said instanceof Integer whole && whole == 0 && share
                ? " (If you wrote a fraction such as 1/3: of two whole numbers Java makes 0, of 1.0/3 a third.)" : "";
    }

    private static boolean isText(Object item) {
        return item instanceof CharSequence || item instanceof Character || item instanceof Enum;
    }

    private static double numberOf(Object item) {
        return number(item).orElse(Double.NaN);
    }

    /** Below a list: what its numbers have in common, or how many of an order or of answers are right. */
    private String belowList() {
        if (guess.said().isEmpty()) return "";
        if (agrees()) return sentence();
        if (isOrder()) return (pairs() + otherKind()).strip();
        double[] said = guess.said().stream().mapToDouble(Reveal::numberOf).toArray();
        double[] is = result.stream().mapToDouble(Reveal::numberOf).toArray();
        String common = Apart.common(said, is);
        if (!common.isEmpty()) return common;
        String count = "Right" + (Double.isNaN(is[0]) ? "" : " within 2 %") + ": " + rightOnes() + " of " + result.size() + ".";
        return said.length == result.size() ? count + otherKind()
                : count + " You gave " + said.length + ", and " + result.size() + " are asked, in this order.";
    }

    private long rightOnes() {
        return IntStream.range(0, result.size()).filter(this::isRight).count();
    }

    /** Whether the guess at a place is right, of numbers within 2 %. */
    private boolean isRight(int place) {
        if (place >= guess.said().size()) return false;
        OptionalDouble x = number(guess.said().get(place));
        OptionalDouble y = number(result.get(place));
        double largest = result.stream().mapToDouble(Reveal::numberOf).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        return x.isPresent() && y.isPresent() ? Apart.near(x.getAsDouble(), y.getAsDouble(), largest)
                : same(guess.said().get(place), result.get(place));
    }

    /** Of an order: how many pairs stand as they were said to, and what is not among them. */
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
        List<String> others = guess.said().stream().filter(item -> isText(item) && !is.contains(plain(item))).map(Cells::text).toList();
        String strangers = others.isEmpty() ? "" : " Not among them: " + String.join(", ", others) + ".";
        return (all == 0 ? "" : right + " of " + all + (all == 1 ? " pair stands" : " pairs stand") + " in the order you said.")
                + strangers;
    }

    private ResultTable table() {
        boolean guessed = !guess.said().isEmpty();
        List<String> columns = new ArrayList<>(List.of("place"));
        if (guessed) columns.add("you said");
        columns.add("it is");
        if (!ordered.isEmpty()) columns.add("with");
        if (guessed && !isOrder()) columns.add("");
        ResultTable table = ResultTable.named(columns);
        for (int i = 0; i < result.size(); i++) {
            List<Object> row = new ArrayList<>(List.of(i + 1));
            if (guessed) row.add(i < guess.said().size() ? Cells.text(guess.said().get(i)) : "");
            row.add(Cells.text(result.get(i)));
            if (!ordered.isEmpty()) row.add(ordered.get(String.valueOf(result.get(i))));
            if (guessed && !isOrder()) row.add(isRight(i) ? "✓" : "✗");
            table = table.row(row.toArray());
        }
        return table;
    }

    /** The same in HTML, with a picture of two numbers. */
    public String html() {
        if (isList()) return table().html() + paragraph(belowList());
        double[] both = numbers();
        return paragraph(sentence()) + (both == null || !NumberLine.helps(both[0], both[1]) ? ""
                : "\n" + new NumberLine(both[0], both[1]).html());
    }

    private static String paragraph(String text) {
        return text.isEmpty() ? "" : "<p>" + TableText.escape(text) + "</p>";
    }

    @Override
    public String toString() {
        if (!isList()) return sentence();
        String words = belowList();
        return table() + (words.isEmpty() ? "" : "\n" + words);
    }
}
