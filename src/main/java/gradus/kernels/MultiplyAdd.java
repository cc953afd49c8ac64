package gradus.kernels;

/** a·b + c, rounded once or twice. */
public interface MultiplyAdd {
    double of(double a, double b, double c);
}
