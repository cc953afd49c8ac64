package gradus.lesson;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What a reader expects, before the cell that shows it; made by {@code guess(name, …)}.
 *
 * <p>Guesses belong to one kernel: they are forgotten with it, and no computation sees them.
 *
 * @param name by which {@code reveal} finds it
 * @param said one number or text, or several in order
 */
public record Guess(String name, List<Object> said) {

    private static final Map<String, Guess> GUESSES = new ConcurrentHashMap<>();

    /** Stores the guess in place of an earlier one of that name; one that says nothing only takes that away. */
    static Guess store(String name, List<Object> said) {
        Object only = said.size() != 1 ? null : said.get(0) instanceof Tensor tensor ? tensor.reshape(-1) : said.get(0);
        Guess guess = new Guess(name, Cells.isList(only) ? Cells.list(only) : said);
        if (guess.said.isEmpty()) GUESSES.remove(name);
        else GUESSES.put(name, guess);
        return guess;
    }

    /** The guess of that name; one that says nothing where none was made. */
    static Guess find(String name) {
        return GUESSES.getOrDefault(name, new Guess(name, List.of()));
    }

    /** In words, as "30" or "MSE, MAE, Huber". */
    String text() {
        return said.stream().map(Cells::text).map(String::strip).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return said.isEmpty() ? "Nothing noted: write what you expect behind the name."
                : "Noted: " + text() + ". Read on, the answer comes.";
    }
}
