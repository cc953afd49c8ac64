/**
 * Training: the loop with its history, what ends it, what watches it, and what is made of trained networks.
 *
 * <p>Start with {@link Run#step}: the five lines that notebooks write out. {@link Fit} holds the settings, {@link History} what
 * was written down, {@link EarlyStopping} and {@link Callback} act between epochs. {@link Training} has it all by name:
 * fit, evaluate, predict, crossValidate, diagnose.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg} and {@code gradus.data}.
 */
package gradus.train;
