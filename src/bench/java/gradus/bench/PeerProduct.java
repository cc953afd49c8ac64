package gradus.bench;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The product of two square matrices by other libraries for Java. */
final class PeerProduct {

    private PeerProduct() {}

    static Work named(String name, int n) {
        List<double[]> start = Work.named("product " + n).start();
        return name.startsWith("ejml") ? ejml(start, n) : openBlas(start, n);
    }

    private static Work ejml(List<double[]> start, int n) {
        var a = DMatrixRMaj.wrap(n, n, start.get(0));
        var b = DMatrixRMaj.wrap(n, n, start.get(1));
        return new Work(start, () -> {
            var c = new DMatrixRMaj(n, n);
            CommonOps_DDRM.mult(a, b, c);
            return c.get(n - 1, n - 1);
        });
    }

    /** On memory of its own, so that nothing is copied between Java and it. */
    private static Work openBlas(List<double[]> start, int n) {
        blas_set_num_threads(1);
        var a = new DoublePointer(start.get(0));
        var b = new DoublePointer(start.get(1));
        var c = new DoublePointer((long) n * n);
        return new Work(start, () -> {
            cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, c, n);
            return c.get((long) n * n - 1);
        });
    }
}
