/**
 * Losses, which say how far predictions are from their targets, and penalties on large weights.
 *
 * <p>Start with {@link Loss}, the interface, then {@link MeanSquaredError} and {@link CrossEntropy}, the two of the evening's
 * order in {@code gradus.tensor}. Their parents hold the options: {@link WeightedLoss} how a batch becomes one number,
 * {@link ClassLoss} weights of classes, {@link EntropyLoss} logits or probabilities. {@link Losses} has all of them by name.
 *
 * <p>It may use {@code gradus.tensor}, and of the JDK only what works in a browser too.
 */
package gradus.loss;
