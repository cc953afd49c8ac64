/**
 * Tensors: arrays of numbers that remember how they were computed, and operations that stand beside their derivatives.
 *
 * <p>A network learns by five lines, once for each batch of inputs x with targets t:
 * <pre>
 * optimizer.zeroGrad();                  {@link Tensor#zeroGrad}: forgets what the batch before has left
 * var y = net.forward(x);                {@link gradus.nn.Dense}, made of {@link Products} and {@link Elementwise}
 * var loss = crossEntropy(y, t);         {@link gradus.loss.CrossEntropy}, or another loss; {@link Reductions} takes the mean
 * loss.backward();                       {@link Tensor}, {@link Autodiff}, and the rules that {@link Operation} keeps
 * optimizer.step();                      {@link gradus.optim.Sgd} or {@link gradus.optim.Adam}
 * </pre>
 * How they do it can be read in one evening, in this order:
 * <ol>
 * <li>{@link Operation}: what a tensor remembers of how it came to be: inputs, and a rule for each. See how
 *     {@link Operation#pullBack} takes the gradient of the result and gives that of an input.
 * <li>{@link Tensor}: numbers, shape, gradient and record. See {@link Tensor#from}, by which an operation writes itself down,
 *     and {@link Tensor#backward}, which walks back; behind that section stand facts about an array, and what can wait.
 * <li>{@link Autodiff}: the chain rule. See {@link Autodiff#walk}: two loops, over the tensors and over the inputs of each.
 *     Then ask why a tensor's turn comes only when all that use it have had theirs. How they are put in that order stands at
 *     the head of the class, in ten lines; {@link TopologicalOrder}, the same without recursion, can wait.
 * <li>{@link Elementwise}: the operations on single numbers. See {@link Elementwise#mul}: the value in one line, both rules in
 *     the next.
 * <li>{@link Products}: see {@link Products#product(Tensor, Tensor)}: two products of matrices are the derivative of one. In
 *     {@link Products#matmul}, which leads there, vectors and stacks of matrices can wait.
 * <li>{@link Reductions}: many numbers become one. See {@link Reductions#sum} and {@link Reductions#mean}, which hand the same
 *     gradient to all, and {@link Reductions#logSumExp}, whose derivative is softmax: the step that cross-entropy's
 *     derivation needs. Training calls {@code softmax} and {@code logSoftmax} in {@link Activations}, which can wait.
 * <li>{@link gradus.nn.Dense}: a layer. See {@link gradus.nn.Dense#forward}: y = xW + b, and no derivative, since it follows.
 *     {@link gradus.nn.Sequential#forward} applies one layer after the other.
 * <li>{@link gradus.loss.MeanSquaredError}: a loss in one line, {@link gradus.loss.MeanSquaredError#losses}, one number for each
 *     element. {@link gradus.loss.WeightedLoss#of} hands them to {@link gradus.loss.Reduction#of}, which takes their mean.
 * <li>{@link gradus.loss.CrossEntropy}: softmax − target, derived at the head of the class.
 *     {@link gradus.loss.CrossEntropy#plainDerivative} is there to be read; {@link gradus.loss.CrossEntropy#derivative}, which
 *     training runs, is the same with all digits. Then {@code losses} and {@code Reduction} as before.
 * <li>{@link gradus.optim.Sgd}: see {@link gradus.optim.Sgd#update}: θ ← θ − ηg, where learning happens. It is called by
 *     {@link gradus.optim.Optimizer#step}, which reads the gradients that backward() has left.
 * <li>{@link gradus.optim.Adam}: the same place, {@link gradus.optim.Adam#update}, with two memories for each number.
 * </ol>
 * {@code fit} runs the same five lines: {@code Run.step} in {@code gradus.train}.
 *
 * <p>Whoever has read them can say how a gradient reaches the weights W of the first layer. Call those of the last layer V,
 * and its bias c. backward() puts the record in order, the loss L first, and starts with ∂L/∂L = 1. L is the mean of the n
 * rows' losses; the rule of the mean gives each row 1/n. The rule of a row's cross-entropy multiplies that by
 * softmax − target: (o − t)/n is ∂L/∂y for the output y of the last layer, y = hV + c. The rule of its + hands that on as it
 * is, to the bias c summed over the rows; the rule of its product takes g to gVᵀ, which is ∂L/∂h for the output h of the
 * layer in front. An activation multiplies by its slope at each element. So g arrives at the first layer's product xW, whose
 * rule for W is xᵀg: that is W.grad(), and {@code optimizer.step()} moves W against it. The data x get none. Where an output
 * h is used twice, as in h + f(h), both gradients are added before its own rule hands the sum on: for that there is an order,
 * and +=.
 *
 * <p>Of what is left, {@link TensorOperations} lists the operations as methods, which call the class where each stands with
 * its derivative: beside those above {@link Activations}, {@link Selections}, {@link Statistics} and {@link Shaping}.
 * {@link Tensors} makes tensors, {@link Jacobians} tables of derivatives, {@link GradCheck} compares derivatives with
 * differences, {@link Rng} draws the random numbers.
 *
 * <p>It may use {@code gradus.kernels}, and of the JDK only what works in a browser too.
 */
package gradus.tensor;
