package gradus.kernels;

class PlainKernelsTest extends KernelsContract {

    @Override
    protected Kernels kernels() {
        return new PlainKernels();
    }
}
