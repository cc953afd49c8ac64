package gradus.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedTextTest {
    private final List<String> messages = new ArrayList<>();
    private final BoundedText text = new BoundedText(b -> messages.add(new String(b, StandardCharsets.UTF_8)));

    private void print(String s) {
        byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
        text.add(bytes, 0, bytes.length);
    }

    private void printLines(int from, int to) {
        for (int i = from; i < to; i++) print("line " + i + "\n");
    }

    @Test
    void fewLinesArriveAsTheyAreInOneMessage() {
        printLines(0, 3);
        assertTrue(messages.isEmpty());
        text.publish();
        assertEquals(List.of("line 0\nline 1\nline 2\n"), messages);
        text.finish();
        assertEquals(1, messages.size());
    }

    @Test
    void aFloodKeepsItsFirstAndLastLinesAndCountsTheRest() {
        printLines(0, 100_000);
        text.finish();
        String[] lines = messages.get(0).split("\\R");
        assertEquals(1, messages.size());
        assertEquals("line 899", lines[899]);
        assertEquals("… this cell has printed much: of the rest, the last 100 lines follow when the statement ends …",
                lines[900]);
        // 100,000 lines less 900 and 100; all of them have 8 to 11 bytes
        assertEquals("… left out: 99,000 lines, 1,079,800 bytes …", lines[901]);
        assertEquals("line 99900", lines[902]);
        assertEquals("line 99999", lines[1001]);
        assertEquals(1002, lines.length);
    }

    @Test
    void whatFitsTheTailIsNotCalledLeftOut() {
        printLines(0, 1000);
        text.finish();
        assertFalse(messages.get(0).contains("left out"));
        assertTrue(messages.get(0).endsWith("line 999\n"));
    }

    @Test
    void aLineWithoutEndIsCutBetweenCharacters() {
        for (int i = 0; i < 100_000; i++) print("aü✓😀");
        text.finish();
        String all = messages.get(0);
        assertFalse(all.contains("\uFFFD"));
        assertTrue(all.endsWith("😀"));
        int bytes = all.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= BoundedText.HEAD_BYTES + BoundedText.TAIL_BYTES + 300, "was " + bytes);
        assertTrue(all.contains("… left out: 0 lines, "));
    }

    @Test
    void aCharacterThatArrivesInTwoPartsIsShownWhole() {
        byte[] tick = "✓".getBytes(StandardCharsets.UTF_8);
        text.add(tick, 0, 2);
        text.publish();
        assertTrue(messages.isEmpty());
        text.add(tick, 2, 1);
        text.publish();
        assertEquals(List.of("✓"), messages);
    }

    @Test
    void aNewCellShowsItsFirstLinesAgain() {
        printLines(0, 2000);
        text.finish();
        messages.clear();
        text.restart();
        print("hello\n");
        text.publish();
        assertEquals(List.of("hello\n"), messages);
    }

    @Test
    void aLaterStatementOfAFloodingCellStillShowsItsLastLines() {
        printLines(0, 2000);
        text.finish();
        messages.clear();
        print("the end\n");
        text.finish();
        assertEquals(List.of("the end\n"), messages);
    }
}
