package gradus.data;

import java.io.PrintStream;

/** Is told how the download of a file goes on; the library itself prints nothing. */
@FunctionalInterface
public interface DownloadProgress {

    /** Tells nobody. */
    DownloadProgress SILENT = (file, done, total) -> {
    };

    /**
     * Some of the file has arrived.
     *
     * @param file  its name
     * @param done  bytes so far; from 0 again where the next mirror is asked
     * @param total bytes of the whole file, −1 where the server does not say; equal to done at the very end
     */
    void at(String file, long done, long total);

    /**
     * Prints a line when a file begins, at every quarter of it, and at its end.
     *
     * <pre>{@code
     * var mnist = Mnist.load(DownloadProgress.printing(System.out));
     * }</pre>
     */
    static DownloadProgress printing(PrintStream out) {
        return new DownloadProgress() {
            private String last = "";

            @Override
            public void at(String file, long done, long total) {
                String quarter = total > 0 ? done * 4 / total * 25 + " %" : done == 0 ? "0 %" : "…";
                String now = file + ": " + quarter;
                if (!now.equals(last)) {
                    last = now;
                    out.println(now + (total > 0 ? " of " + (total + 1023) / 1024 + " kB" : ""));
                }
            }
        };
    }
}
