package gradus.data;

import static gradus.tensor.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gradus.tensor.Interrupted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server on this machine that breaks off, lies, redirects or is not there. */
class DownloadTest {

    /** How the server answers a request. */
    private interface Answer {
        void to(HttpExchange request) throws IOException;
    }

    private static final String FILE = "file.gz";
    private static final int SECONDS = 1000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[300_000];
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String md5;

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < content.length; i++) content[i] = (byte) (i * 31 ^ i >> 8);
        Path whole = Files.write(folder.resolve("whole"), content);
        md5 = Download.md5(whole);
        Files.delete(whole);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Answers requests below a path, the first ones with the answers given, later ones with the last of them. */
    private String answering(String path, Answer... answers) {
        int[] next = {0};
        server.createContext(path, request -> {
            requests.add(request.getRequestURI().toString());
            try (request) {
                answers[Math.min(next[0]++, answers.length - 1)].to(request);
            }
        });
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static Answer all(byte[] content) {
        return first(content, content.length);
    }

    /** Promises all of the content, and closes the connection after some of it. */
    private static Answer first(byte[] content, int length) {
        return request -> {
            request.sendResponseHeaders(200, content.length);
            request.getResponseBody().write(content, 0, length);
        };
    }

    private static Answer status(int status) {
        return request -> request.sendResponseHeaders(status, -1);
    }

    private static Answer redirect(int status, String location) {
        return request -> {
            request.getResponseHeaders().set("Location", location);
            request.sendResponseHeaders(status, -1);
        };
    }

    private Path get(DownloadProgress progress, String... mirrors) {
        return new Download(List.of(mirrors), progress, 60 * SECONDS, 1_000_000).get(FILE, md5, folder);
    }

    private void gets(String... mirrors) throws IOException {
        assertArrayEquals(content, Files.readAllBytes(get(DownloadProgress.SILENT, mirrors)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve(FILE)), files.toList(), "nothing else is left");
        }
    }

    /** What is said of each mirror; the rest of the message is the same always. */
    private List<String> refusals(String... mirrors) {
        String message = assertThrows(UncheckedIOException.class, () -> get(DownloadProgress.SILENT, mirrors)).getMessage();
        List<String> lines = message.lines().toList();
        assertEquals("file.gz could not be downloaded:", lines.get(0));
        assertEquals("Connect to the network and run this again; or put the file into " + folder + " yourself",
                lines.get(lines.size() - 1));
        assertNothingIsLeft();
        return lines.subList(1, lines.size() - 1);
    }

    private void assertNothingIsLeft() {
        assertFalse(Files.exists(folder.resolve(FILE)));
        assertFalse(Files.exists(folder.resolve(FILE + ".part")));
    }

    private String refusal(String mirror) {
        List<String> refusals = refusals(mirror);
        assertEquals(1, refusals.size());
        String start = "  " + mirror + FILE + ": ";
        assertTrue(refusals.get(0).startsWith(start), refusals.get(0));
        return refusals.get(0).substring(start.length());
    }

    @Test
    void aFileIsDownloadedOnce() throws IOException {
        String mirror = answering("/a/", all(content));
        gets(mirror);
        gets(mirror);
        assertEquals(List.of("/a/file.gz"), requests);
    }

    @Test
    void aFileThatWasDamagedInTheCacheIsReplaced() throws IOException {
        Files.writeString(folder.resolve(FILE), "damaged");
        gets(answering("/a/", all(content)));
    }

    @Test
    void theFolderIsMade() throws IOException {
        Path deep = folder.resolve("a/b");
        new Download(List.of(answering("/a/", all(content))), DownloadProgress.SILENT, 60 * SECONDS, 1_000_000)
                .get(FILE, md5, deep);
        assertTrue(Files.exists(deep.resolve(FILE)));
        Path file = Files.writeString(folder.resolve("plain"), "");
        String message = assertThrows(UncheckedIOException.class,
                () -> new Download(List.of(), DownloadProgress.SILENT, SECONDS, 9).get(FILE, md5, file)).getMessage();
        assertTrue(message.startsWith(file + ": the folder for downloaded files cannot be used ("), message);
        assertTrue(message.endsWith("name another with -Dgradus.cache=… or the environment variable GRADUS_CACHE"), message);
    }

    @Test
    void afterABreakTheNextMirrorIsAskedForAllOfIt() throws IOException {
        String broken = answering("/a/", first(content, 100_000));
        assertEquals("the connection broke after 100000 of 300000 bytes", refusal(broken));
        gets(broken, answering("/b/", all(content)));
        assertEquals(List.of("/a/file.gz", "/a/file.gz", "/b/file.gz"), requests);
    }

    @Test
    void whatAnEarlierDownloadLeftIsWrittenAnew() throws IOException {
        Files.write(folder.resolve(FILE + ".part"), new byte[400_000]);
        gets(answering("/a/", all(content)));
    }

    @Test
    void aWrongChecksum() throws IOException {
        byte[] other = content.clone();
        other[5]++;
        String mirror = answering("/a/", all(other));
        String said = refusal(mirror);
        assertTrue(said.matches("what it sent has the md5 sum [0-9a-f]{32} instead of " + md5
                + ", it is another file or a page that asks to log in"), said);
        gets(mirror, answering("/b/", all(content)));
    }

    @Test
    void whatIsFarTooLong() throws IOException {
        byte[] endless = new byte[1_200_000];
        String mirror = answering("/a/", request -> {
            request.sendResponseHeaders(200, 0);
            request.getResponseBody().write(endless);
        });
        assertEquals("it sends more than 1000000 bytes, this is another file", refusal(mirror));
    }

    @Test
    void redirections() throws IOException {
        String end = answering("/end/", all(content));
        String there = answering("/there/", redirect(302, end + FILE));
        for (int status : new int[]{301, 302, 303, 307, 308}) {
            String mirror = answering("/from" + status + "/", redirect(status, "/there/" + FILE));
            gets(mirror);
            Files.delete(folder.resolve(FILE));
        }
        assertTrue(there.endsWith("/there/"));
    }

    @Test
    void redirectionsWithoutEnd() {
        String mirror = answering("/loop/", redirect(302, "/loop/" + FILE));
        assertEquals("it redirects more than 5 times, at last to " + mirror + FILE, refusal(mirror));
        assertEquals(6, requests.size());
    }

    @Test
    void redirectionsToWhereNoFileIsTakenFrom() {
        assertEquals("it redirects to file:/etc/passwd, away from http",
                refusal(answering("/a/", redirect(302, "file:/etc/passwd"))));
        assertEquals("it redirects to \"http://[\", which is no address", refusal(answering("/b/", redirect(302, "http://["))));
        assertEquals("the server answers 302", refusal(answering("/c/", status(302))));
        var e = assertThrows(IOException.class, () -> Download.redirected(URI.create("https://a/b"), "http://a/c"));
        assertEquals("it redirects to http://a/c, away from https", e.getMessage());
    }

    @Test
    void theServerDoesNotHaveIt() throws IOException {
        String missing = answering("/a/", status(404));
        assertEquals("the server answers 404, it does not have the file", refusal(missing));
        assertEquals(List.of("  " + missing + "file.gz: the server answers 404, it does not have the file",
                "  " + answering("/b/", status(503)) + "file.gz: the server answers 503"),
                refusals(missing, "http://127.0.0.1:" + server.getAddress().getPort() + "/b/"));
        gets(missing, answering("/c/", all(content)));
    }

    @Test
    void noNetwork() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String said = refusal("http://127.0.0.1:" + free + "/");
        assertTrue(said.startsWith("no connection (Connection refused"), said);
    }

    @Test
    void aServerThatSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String mirror = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            String message = assertThrows(UncheckedIOException.class, () -> new Download(List.of(mirror),
                    DownloadProgress.SILENT, 50, 9).get(FILE, md5, folder)).getMessage();
            assertTrue(message.contains(": no answer within 0.05 s\n"), message);
        }
    }

    @Test
    void anInterruptionEndsIt() throws IOException {
        var e = assertThrows(Interrupted.class, () -> get((file, done, total) -> {
            if (done > 0) Thread.currentThread().interrupt();
        }, answering("/a/", all(content))));
        assertFalse(Thread.interrupted());
        assertTrue(e.getMessage().matches("download: interrupted after [1-9]\\d* bytes of file.gz; run it again to get the file"),
                e.getMessage());
        assertNothingIsLeft();
        gets(answering("/b/", all(content)));
    }

    @Test
    void progressIsTold() {
        List<long[]> told = new ArrayList<>();
        get((file, done, total) -> {
            assertEquals(FILE, file);
            told.add(new long[]{done, total});
        }, answering("/a/", all(content)));
        assertArrayEquals(new long[]{0, 300_000}, told.get(0));
        assertTrue(told.size() > 3, "not at the end alone");
        assertArrayEquals(new long[]{300_000, 300_000}, told.get(told.size() - 1));
        for (int i = 1; i < told.size(); i++) assertTrue(told.get(i)[0] >= told.get(i - 1)[0]);
    }

    @Test
    void aServerThatDoesNotSayHowMuch() throws IOException {
        List<Long> totals = new ArrayList<>();
        get((file, done, total) -> totals.add(total), answering("/a/", request -> {
            request.sendResponseHeaders(200, 0);
            request.getResponseBody().write(content);
        }));
        assertEquals(-1, totals.get(0));
        assertEquals(300_000, totals.get(totals.size() - 1));
    }

    @Test
    void progressIsPrintedInFewLines() {
        var text = new ByteArrayOutputStream();
        var progress = DownloadProgress.printing(new PrintStream(text, true, StandardCharsets.UTF_8));
        for (int kilobyte = 0; kilobyte <= 1000; kilobyte++) progress.at("a.gz", kilobyte * 1024L, 1000 * 1024);
        progress.at("b.gz", 0, -1);
        for (int i = 1; i < 1000; i++) progress.at("b.gz", i, -1);
        progress.at("b.gz", 1000, 1000);
        assertEquals(List.of("a.gz: 0 % of 1000 kB", "a.gz: 25 % of 1000 kB", "a.gz: 50 % of 1000 kB",
                "a.gz: 75 % of 1000 kB", "a.gz: 100 % of 1000 kB", "b.gz: 0 %", "b.gz: …", "b.gz: 100 % of 1 kB"),
                text.toString(StandardCharsets.UTF_8).lines().toList());
    }

    // ---- the archives in four files

    private ImageArchive archive() throws IOException {
        byte[][] files = {IdxTest.gzip(IdxTest.idx(20 * 784, 20, 28, 28)), IdxTest.gzip(IdxTest.idx(20, 20)),
                IdxTest.gzip(IdxTest.idx(10 * 784, 10, 28, 28)), IdxTest.gzip(IdxTest.idx(10, 10))};
        List<String> names = List.of("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
                "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
        List<String> sums = new ArrayList<>();
        for (byte[] file : files) {
            Path whole = Files.write(folder.resolve("whole"), file);
            sums.add(Download.md5(whole));
        }
        String mirror = answering("/set/", request -> {
            String path = request.getRequestURI().getPath();
            all(files[names.indexOf(path.substring(path.lastIndexOf('/') + 1))]).to(request);
        });
        return new ImageArchive("Letters", "letters", List.of(mirror), sums,
                IntStream.range(0, 20).mapToObj(Integer::toString).toList());
    }

    @Test
    void anArchiveIsDownloadedThenTakenFromTheCache() throws IOException {
        ImageArchive archive = archive();
        Split split = archive.load(folder.resolve("cache"), DownloadProgress.SILENT);
        assertEquals("Split of Letters: train 20, test 10 rows", split.toString());
        assertEquals(4, requests.size());
        assertEquals("(10, 28, 28)", ImageArchive.images(split.test().x()).shapeText());
        assertEquals(255 / 255.0, split.train().x().max().item());
        server.stop(0);
        assertArrayEquals(split.train().x().data(),
                archive.load(folder.resolve("cache"), DownloadProgress.SILENT).train().x().data());
        assertTrue(Files.exists(folder.resolve("cache/letters/t10k-labels-idx1-ubyte.gz")));
        Files.delete(folder.resolve("cache/letters/t10k-labels-idx1-ubyte.gz"));
        assertThrows(UncheckedIOException.class, () -> archive.load(folder.resolve("cache"), DownloadProgress.SILENT));
    }

    @Test
    void whereTheCacheIs() {
        Path here = Path.of("").toAbsolutePath();
        assertEquals(Path.of("/a"), ImageArchive.cache("/a", "/b", "/home"));
        assertEquals(Path.of("/b"), ImageArchive.cache(null, "/b", "/home"));
        assertEquals(Path.of("/b"), ImageArchive.cache(" ", "/b", "/home"));
        assertEquals(Path.of("/home/.cache/gradus"), ImageArchive.cache(null, null, "/home"));
        assertEquals(Path.of("/home/.cache/gradus"), ImageArchive.cache(null, "", "/home"));
        assertEquals(here.resolve("c"), ImageArchive.cache("c", null, "/home"));
    }

    @Test
    void imagesOfPixels() {
        var e = assertThrows(IllegalArgumentException.class, () -> Mnist.images(zeros(3, 64)));
        assertEquals("images: the inputs are (3, 64), they should be (n, 784), the pixels of images", e.getMessage());
        assertEquals("(3, 28, 28)", FashionMnist.images(zeros(3, 784)).shapeText());
    }
}
