package gradus.lesson;

import gradus.tensor.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** A guess and a result marked on one line, as an SVG image of a few hundred bytes. */
final class NumberLine {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 104;
    private static final int MARGIN = 24;
    private static final int LINE = 74;
    private static final int TICKS = 5;
    /** The width of a letter. */
    private static final double LETTER = 8.5;
    /** Where one of the two is this many times the other, both marks would lie on an end of the line. */
    private static final double TOO_FAR = 100;

    private final double guess;
    private final double result;
    private final double from;
    private final double to;
    private final double step;

    NumberLine(double guess, double result) {
        this.guess = guess;
        this.result = result;
        double low = Math.min(guess, result);
        double high = Math.max(guess, result);
        // from zero on, unless the two are close together far from it
        if (low > 0 && low < 0.8 * high) low = 0;
        if (high < 0 && high > 0.8 * low) high = 0;
        double air = high > low ? 0.1 * (high - low) : Math.max(1, 0.2 * Math.abs(high));
        step = step((high - low + 2 * air) / TICKS);
        from = low == 0 && high > 0 ? 0 : step * Math.floor((low - air) / step);
        to = high == 0 && low < 0 ? 0 : step * Math.ceil((high + air) / step);
    }

    /** Whether both can be told apart on one line. */
    static boolean helps(double guess, double result) {
        double small = Math.min(Math.abs(guess), Math.abs(result));
        double large = Math.max(Math.abs(guess), Math.abs(result));
        return large < 1e15 && (small == 0 || large <= TOO_FAR * small);
    }

    /** 1, 2 or 5 times a power of ten, not below the least. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) if (factor * power >= least * (1 - 1e-9)) return factor * power;
        return 10 * power;
    }

    String html() {
        return "<img width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" alt=\"" + alt() + "\" src=\"data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg().getBytes(StandardCharsets.UTF_8)) + "\">";
    }

    String alt() {
        return "Line from " + Numbers.text(from, 4) + " to " + Numbers.text(to, 4) + ": your guess at "
                + Numbers.text(guess, 4) + ", the result at " + Numbers.text(result, 4);
    }

    private String svg() {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\""
                + HEIGHT + "\" font-family=\"sans-serif\" font-size=\"15\">"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        svg.append(line(MARGIN, LINE, WIDTH - MARGIN, LINE, "#222222", 1.5));
        for (int i = 0; from + i * step <= to + step / 2; i++) {
            double x = x(from + i * step);
            svg.append(line(x, LINE, x, LINE + 5, "#222222", 1.5));
            String label = Numbers.text(from + i * step, 4);
            double half = LETTER * label.length() / 2;
            double within = Math.max(half, Math.min(WIDTH - half, x));          // a long one at an end moves inwards
            svg.append(text(within, LINE + 22, "middle", "#595959", label));
        }
        boolean guessLeft = guess <= result;
        svg.append(line(x(guess), 10, x(guess), LINE, "#595959", 1.5));
        svg.append(line(x(result), 34, x(result), LINE, "#0072B2", 2.5));
        svg.append(label(x(guess), 20, guessLeft, "#444444", "your guess " + Numbers.text(guess, 4)));
        svg.append(label(x(result), 46, !guessLeft, "#0072B2", "result " + Numbers.text(result, 4)));
        svg.append(dot(x(guess), "white", "#595959")).append(dot(x(result), "#0072B2", "#0072B2"));
        return svg.append("</svg>").toString();
    }

    private double x(double value) {
        return MARGIN + (WIDTH - 2 * MARGIN) * (value - from) / (to - from);
    }

    /** Beside its mark, away from the other one where there is room. */
    private static String label(double x, double y, boolean left, String color, String text) {
        double width = LETTER * text.length();
        boolean before = left ? x - width > 0 : x + width > WIDTH;
        return text(before ? x - 7 : x + 7, y, before ? "end" : "start", color, text);
    }

    private static String text(double x, double y, String anchor, String color, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" stroke=\"white\""
                + " stroke-width=\"4\" paint-order=\"stroke\">%s</text>", x, y, anchor, color, TableText.escape(text));
    }

    private static String line(double x1, double y1, double x2, double y2, String color, double width) {
        return String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>", x1, y1, x2, y2, color, width);
    }

    private static String dot(double x, String fill, String color) {
        return String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%d\" r=\"6\" fill=\"%s\" stroke=\"%s\""
                + " stroke-width=\"2\"/>", x, LINE, fill, color);
    }
}
