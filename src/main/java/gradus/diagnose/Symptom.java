package gradus.diagnose;

/** What {@code diagnose} looks for; each knows what helps and which notebook explains it. */
public enum Symptom {

    /** Units that are 0 for every example: no gradient reaches their weights. */
    DEAD_RELUS("dead ReLUs", "07-activations",
            "lower the learning rate, start biases at 0.01, or take leakyRelu()"),
    /** Sigmoid or tanh units in their flat parts, where the slope is near 0. */
    SATURATION("saturation", "08-initialization",
            "start from smaller weights, scale the inputs, or take relu()"),
    /** A gradient that shrinks on its way back through the layers. */
    VANISHING_GRADIENTS("vanishing gradient", "12-vanishing-gradients",
            "take relu() with heNormal(), batch norm or residual layers, or fewer layers"),
    /** A gradient that grows on its way back through the layers. */
    EXPLODING_GRADIENTS("exploding gradient", "12-vanishing-gradients",
            "start from smaller weights, xavierNormal() or heNormal(), or clip the gradient"),
    /** Steps that jump over the minimum. */
    RATE_TOO_HIGH("learning rate too high", "11-learning-rate",
            "try a tenth of the rate"),
    /** Steps that do not get anywhere. */
    RATE_TOO_LOW("learning rate too low", "11-learning-rate",
            "try ten times the rate, or more epochs"),
    /** Features of very different or very large size, so that no one rate suits all weights. */
    INPUTS_NOT_STANDARDISED("inputs not standardised", "18-capstone",
            "give every feature mean 0 and standard deviation 1, with the numbers of the training part"),
    /** Better and better on the training data, not on others. */
    OVERFITTING("overfitting", "13-overfitting-l2-l1",
            "stop early, add a penalty or dropout, take a smaller network or more data"),
    /** Not even the training data is learned. */
    UNDERFITTING("underfitting", "13-overfitting-l2-l1",
            "take more units or layers, train longer, or lower the penalty"),
    /** No better than the best answer that ignores the input. */
    STUCK_AT_CHANCE("loss stuck at chance", "11-learning-rate",
            "check that labels belong to their inputs, that weights do not start equal, and the rate"),
    /** A softmax or sigmoid whose output goes into a loss that contains it already. */
    SOFTMAX_BEFORE_LOGITS("softmax before a loss on logits", "04-softmax-cross-entropy",
            "leave the last layer out, or tell the loss fromProbabilities()"),
    /** Labels that have nothing to do with the inputs. */
    SHUFFLED_LABELS("labels look shuffled", "18-capstone",
            "look at some rows: inputs and labels may have been sorted or shuffled apart");

    private final String words;
    private final String notebook;
    private final String advice;

    Symptom(String words, String notebook, String advice) {
        this.words = words;
        this.notebook = notebook;
        this.advice = advice;
    }

    /** The notebook that explains it, as 07-activations. */
    public String notebook() {
        return notebook;
    }

    /** What helps. */
    public String advice() {
        return advice;
    }

    /** In plain words. */
    @Override
    public String toString() {
        return words;
    }
}
