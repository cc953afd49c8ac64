package gradus.kernels.vector;

import gradus.kernels.Kernels;
import gradus.kernels.KernelsContract;

/** The vector kernels before the compiler has got to the vectors. */
class ScalarTwinsTest extends KernelsContract {

    @Override
    protected Kernels kernels() {
        return new VectorKernels(0, 0, () -> false);
    }
}
