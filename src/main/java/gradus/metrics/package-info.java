/**
 * Metrics: figures of merit for people, which are computed over many batches and never differentiated.
 *
 * <p>Start with {@link Metric}, the interface, and {@link Accuracy}; {@link ConfusionMatrix} is what precision, recall and F1
 * are counted from. {@link Metrics} has all of them by name.
 *
 * <p>It may use {@code gradus.tensor}, and of the JDK only what works in a browser too.
 */
package gradus.metrics;
