package gradus.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order of names: by size if all of them are numbers, else by the alphabet. */
final class SizeOrder {

    private SizeOrder() {
    }

    /** The names in order; those of one size, as 1 and 1.0, by the alphabet. */
    static List<String> of(Collection<String> names) {
        Comparator<String> alphabet = Comparator.naturalOrder();
        boolean numbers = names.stream().noneMatch(name -> Double.isNaN(number(name)));
        return names.stream().sorted(numbers ? Comparator.comparingDouble(SizeOrder::number).thenComparing(alphabet) : alphabet)
                .toList();
    }

    /**
     * What a text is as a number, NaN if it is none.
     *
     * <p>In any notation that Java or a spreadsheet reads: 10.0, 1e1, +3, .5, −2 with the sign of typesetters, 1,000 and 50%.
     */
    static double number(String text) {
        String plain = text.strip().replace('\u2212', '-');
        if (plain.matches("[-+]?\\d{1,3}(,\\d{3})+(\\.\\d*)?%?")) {
            plain = plain.replace(",", "");
        }
        boolean percent = plain.endsWith("%");
        try {
            return Double.parseDouble(percent ? plain.substring(0, plain.length() - 1) : plain) / (percent ? 100 : 1);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}
