package gradus.jupyter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What one cell prints to one stream, bounded: the first lines, the last lines, and how many were left out.
 *
 * <p>The first {@value #HEAD_LINES} lines (at most {@value #HEAD_BYTES} bytes) are handed on as they come. Of what
 * follows, the last {@value #TAIL_LINES} lines (at most {@value #TAIL_BYTES} bytes) are kept until the statement
 * ends. Text stands here as UTF-8, since that is what a stream is given; it is never cut inside a character.
 *
 * <p>Not safe for threads by itself: {@link Prints} holds a lock around every call.
 */
final class BoundedText {
    static final int HEAD_LINES = 900;
    static final int HEAD_BYTES = 90_000;
    static final int TAIL_LINES = 100;
    static final int TAIL_BYTES = 10_000;
    private static final int LONGEST_PIECE = 1_000;

    private final Consumer<byte[]> sink;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int headLines;
    private int headBytes;
    private boolean full;

    /** The last lines after the head is full; a line longer than a piece stands here in several. */
    private final Deque<byte[]> tail = new ArrayDeque<>();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private int tailLines;
    private int tailBytes;
    private long cutLines;
    private long cutBytes;

    BoundedText(Consumer<byte[]> sink) {
        this.sink = sink;
    }

    /** Takes what was printed; nothing reaches the sink before {@link #publish} or {@link #finish}. */
    void add(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end && !full) at = addToHead(bytes, at, end);
        while (at < end) at = addToTail(bytes, at, end);
    }

    boolean hasPending() {
        return pending.size() > 0;
    }

    /** Hands on what the head has gathered, without a character that is not complete yet. */
    void publish() {
        byte[] bytes = pending.toByteArray();
        int whole = wholeCharacters(bytes);
        if (whole == 0) return;
        pending.reset();
        pending.write(bytes, whole, bytes.length - whole);
        sink.accept(Arrays.copyOf(bytes, whole));
    }

    /** Ends a statement: hands on all that is left, first the number of lines that were left out. */
    void finish() {
        if (piece.size() > 0) closePiece();
        if (cutBytes > 0) {
            write(String.format(Locale.ROOT, "… left out: %,d lines, %,d bytes …%n", cutLines, cutBytes));
            dropBrokenCharacter();
        }
        tail.forEach(pending::writeBytes);
        tail.clear();
        tailLines = 0;
        tailBytes = 0;
        cutLines = 0;
        cutBytes = 0;
        if (!hasPending()) return;
        byte[] rest = pending.toByteArray();
        pending.reset();
        sink.accept(rest);
    }

    /** Starts a cell: the first lines may be shown again. */
    void restart() {
        headLines = 0;
        headBytes = 0;
        full = false;
    }

    private int addToHead(byte[] bytes, int at, int end) {
        int next = afterLine(bytes, at, Math.min(end, at + HEAD_BYTES - headBytes));
        pending.write(bytes, at, next - at);
        headBytes += next - at;
        if (bytes[next - 1] == '\n') headLines++;
        if (headLines >= HEAD_LINES || headBytes >= HEAD_BYTES) {
            while (next < end && isContinuation(bytes[next])) pending.write(bytes[next++]);
            full = true;
            if (bytes[next - 1] != '\n') write(System.lineSeparator());
            write(String.format(Locale.ROOT,
                    "… this cell has printed much: of the rest, the last %d lines follow when the statement ends …%n",
                    TAIL_LINES));
        }
        return next;
    }

    private int addToTail(byte[] bytes, int at, int end) {
        int next = afterLine(bytes, at, Math.min(end, at + LONGEST_PIECE - piece.size()));
        piece.write(bytes, at, next - at);
        if (bytes[next - 1] == '\n' || piece.size() >= LONGEST_PIECE) closePiece();
        return next;
    }

    private void closePiece() {
        byte[] closed = piece.toByteArray();
        piece.reset();
        tail.addLast(closed);
        tailBytes += closed.length;
        if (endsLine(closed)) tailLines++;
        while (tailLines > TAIL_LINES || tailBytes > TAIL_BYTES) {
            byte[] first = tail.removeFirst();
            tailBytes -= first.length;
            cutBytes += first.length;
            if (endsLine(first)) {
                tailLines--;
                cutLines++;
            }
        }
    }

    /** The tail may begin in the middle of a long line, and there in the middle of a character. */
    private void dropBrokenCharacter() {
        byte[] first = tail.peekFirst();
        if (first == null) return;
        int start = 0;
        while (start < first.length && isContinuation(first[start])) start++;
        if (start == 0) return;
        tail.removeFirst();
        tail.addFirst(Arrays.copyOfRange(first, start, first.length));
    }

    private void write(String text) {
        pending.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int afterLine(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) if (bytes[i] == '\n') return i + 1;
        return end;
    }

    private static boolean endsLine(byte[] bytes) {
        return bytes[bytes.length - 1] == '\n';
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** The number of leading bytes that end with a complete character of UTF-8. */
    private static int wholeCharacters(byte[] bytes) {
        int start = bytes.length - 1;
        while (start >= 0 && start > bytes.length - 4 && isContinuation(bytes[start])) start--;
        if (start < 0) return bytes.length;
        int lead = bytes[start] & 0xFF;
        int needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return start + needs > bytes.length ? start : bytes.length;
    }
}
