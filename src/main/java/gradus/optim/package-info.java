/**
 * Optimizers: update rules, learning rates that change with time, and the clipping of gradients.
 *
 * <p>Start with {@link UpdateRule}, the interface, and {@link Sgd}, then {@link Adam}; {@link Optimizer} ties a rule to
 * parameters. {@link Optimizers} and {@link Schedules} have rules and learning rates by name.
 *
 * <p>It may use {@code gradus.tensor}, and of the JDK only what works in a browser too.
 */
package gradus.optim;
