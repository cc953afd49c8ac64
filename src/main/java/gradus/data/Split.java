package gradus.data;

/**
 * A data set in disjoint parts: one to train on, one to choose by, one to measure with at the very end.
 *
 * @param train      what the parameters are fitted to
 * @param validation what settings are chosen by; not there if the split was made with two fractions, or came as two files
 * @param test       what nothing else may touch
 */
public record Split(Dataset train, Dataset validation, Dataset test) {

    /**
     * What settings are chosen by.
     *
     * @throws IllegalStateException if the split was made with two fractions, or came so, as that of MNIST: the message says
     *         how to get one
     */
    @Override
    public Dataset validation() {
        if (validation == null) {
            throw new IllegalStateException("validation: this split has only train and test; make it with three fractions, as"
                    + " split(rng, 0.7, 0.15, 0.15), or divide its training part, as train().split(rng, 0.9, 0.1)");
        }
        return validation;
    }

    /** Whether there is a validation part. */
    boolean hasValidation() {
        return validation != null;
    }

    /** The rows in each part. */
    @Override
    public String toString() {
        return "Split of " + train.name() + ": train " + train.size()
                + (validation == null ? "" : ", validation " + validation.size()) + ", test " + test.size() + " rows";
    }
}
