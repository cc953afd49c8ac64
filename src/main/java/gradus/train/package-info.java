/**
 * Training: the loop with its history, what ends it, what watches it, and the files that networks and runs are kept in.
 *
 * <p>Start with {@link Run#step}: the five lines that notebooks write out. {@link Fit} is told the settings, {@link RunSettings}
 * holds them, {@link History} what was written down, {@link EarlyStopping} and {@link Callback} act between epochs.
 * {@link Training} has it all by name: fit, evaluate, predict, crossValidate, save, load. The loop knows no files;
 * {@link Checkpoint} and {@link Safetensors} do.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data} and {@code gradus.inspect}.
 */
package gradus.train;
