package gradus.data;

import gradus.tensor.Interrupted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Brings files into a folder, from the first mirror that has them whole.
 *
 * <p>What arrives is written to a file with .part behind its name, and gets its own name, in one step, when its checksum
 * is right; otherwise nothing of it is kept, and the next mirror is asked. A server must say something every few seconds.
 */
final class Download {

    private static final int REDIRECTS = 5;
    private static final int CHUNK = 1 << 16;

    private final List<String> mirrors;
    private final DownloadProgress progress;
    private final int timeout;
    private final long largest;

    /**
     * Downloads from mirrors.
     *
     * @param mirrors addresses of folders, with a slash at the end, the best first
     * @param timeout milliseconds to wait for a server's answer, and for more of it
     * @param largest bytes that no file has more of
     */
    Download(List<String> mirrors, DownloadProgress progress, int timeout, long largest) {
        this.mirrors = mirrors;
        this.progress = progress;
        this.timeout = timeout;
        this.largest = largest;
    }

    /**
     * A file, from the folder if it is there and right, otherwise downloaded into it.
     *
     * @throws UncheckedIOException if no mirror gave it, with what each said and what to do
     * @throws Interrupted          if the thread was interrupted
     */
    Path get(String file, String md5, Path folder) {
        Path target = folder.resolve(file);
        Path part = folder.resolve(file + ".part");
        var problems = new StringBuilder();
        try {
            if (Files.exists(target) && md5(target).equals(md5)) {
                return target;
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": the folder for downloaded files cannot be used (" + e
                    + "); name another with -Dgradus.cache=… or the environment variable GRADUS_CACHE", e);
        }
        for (String mirror : mirrors) {
            try {
                fetch(mirror + file, file, part, md5);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return target;
            } catch (IOException e) {
                problems.append("\n  ").append(mirror).append(file).append(": ").append(reason(e));
            } finally {
                part.toFile().delete();                      // gone already where it got its name
            }
        }
        throw new UncheckedIOException(file + " could not be downloaded:" + problems + "\nConnect to the network and run"
                + " this again; or put the file into " + folder + " yourself", new IOException("no mirror gave " + file));
    }

    /** Brings a file with the right checksum to part. */
    private void fetch(String address, String file, Path part, String md5) throws IOException {
        HttpURLConnection connection = open(address);
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the server answers " + status + (status == 404 ? ", it does not have the file" : ""));
            }
            save(connection, file, part);
        } finally {
            connection.disconnect();
        }
        String found = md5(part);
        if (!found.equals(md5)) {
            throw new IOException("what it sent has the md5 sum " + found + " instead of " + md5
                    + ", it is another file or a page that asks to log in");
        }
    }

    /** The answer to a request for a file, after all redirections. */
    private HttpURLConnection open(String address) throws IOException {
        URI at = URI.create(address);
        for (int i = 0; i <= REDIRECTS; i++) {
            var connection = (HttpURLConnection) at.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(timeout);
            connection.setReadTimeout(timeout);
            connection.setRequestProperty("User-Agent", "gradus");
            int status = connection.getResponseCode();
            String location = connection.getHeaderField("Location");
            if (status / 100 != 3 || location == null) {
                return connection;
            }
            connection.disconnect();
            at = redirected(at, location);
        }
        throw new IOException("it redirects more than " + REDIRECTS + " times, at last to " + at);
    }

    static URI redirected(URI at, String location) throws IOException {
        URI to;
        try {
            to = at.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("it redirects to \"" + location + "\", which is no address");
        }
        boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme()) && "http".equals(at.getScheme());
        if (!web) {
            throw new IOException("it redirects to " + to + ", away from " + at.getScheme());
        }
        return to;
    }

    private void save(HttpURLConnection connection, String file, Path part) throws IOException {
        long total = connection.getContentLengthLong();
        long done = 0;
        byte[] chunk = new byte[CHUNK];
        progress.at(file, done, total);
        try (InputStream in = connection.getInputStream(); OutputStream out = Files.newOutputStream(part)) {
            for (int n = next(in, chunk, done, total); n >= 0; n = next(in, chunk, done, total)) {
                out.write(chunk, 0, n);
                done += n;
                if (Thread.interrupted()) {
                    throw new Interrupted("download: interrupted after " + done + " bytes of " + file
                            + "; run it again to get the file");
                }
                progress.at(file, done, total);
                if (done > largest) {
                    throw new IOException("it sends more than " + largest + " bytes, this is another file");
                }
            }
        }
        if (done < total) {
            throw broken(done, total);
        }
        if (total < 0) {
            progress.at(file, done, done);
        }
    }

    /** Some JDKs end the stream where the connection broke, others throw. */
    private static int next(InputStream in, byte[] chunk, long done, long total) throws IOException {
        try {
            return in.read(chunk);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw broken(done, total);
        }
    }

    private static IOException broken(long done, long total) {
        return new IOException("the connection broke after " + done + (total < 0 ? "" : " of " + total) + " bytes");
    }

    private String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "there is no such host, or no network";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer within " + timeout / 1000.0 + " s";
        }
        if (e instanceof ConnectException) {
            return "no connection (" + e.getMessage() + ")";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
