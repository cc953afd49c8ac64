/**
 * What is wrong with a training, in plain words: dead units, rates too high, labels that say nothing.
 *
 * <p>Start with {@link Diagnostics#diagnose}. {@link LayerChecks}, {@link DataChecks} and {@link CurveChecks} look for a
 * {@link Symptom} each, and write a {@link Finding} into the {@link Diagnosis}; {@link Baselines} are what a network is
 * compared with.
 *
 * <p>It may use {@code gradus.kernels}, {@code gradus.tensor}, {@code gradus.init}, {@code gradus.nn}, {@code gradus.loss},
 * {@code gradus.metrics}, {@code gradus.optim}, {@code gradus.linalg}, {@code gradus.data}, {@code gradus.inspect} and
 * {@code gradus.train}.
 */
package gradus.diagnose;
