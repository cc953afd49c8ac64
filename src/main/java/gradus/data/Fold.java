package gradus.data;

/**
 * One of the k ways to hold a part of a data set out, for cross-validation: see {@link Dataset#folds}.
 *
 * @param number     which of them, from 1
 * @param of         k
 * @param train      the other parts together
 * @param validation the part held out
 */
public record Fold(int number, int of, Dataset train, Dataset validation) {

    /** Which of how many, and the rows in each part. */
    @Override
    public String toString() {
        return "Fold " + number + " of " + of + " of " + train.name() + ": train " + train.size() + ", validation "
                + validation.size() + " rows";
    }
}
