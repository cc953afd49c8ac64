package gradus.plot;

import static gradus.plot.Figures.barPlot;
import static gradus.plot.Figures.colors;
import static gradus.plot.Figures.contourPlot;
import static gradus.plot.Figures.decisionPlot;
import static gradus.plot.Figures.functionPlot;
import static gradus.plot.Figures.gradientFlow;
import static gradus.plot.Figures.histogramStrip;
import static gradus.plot.Figures.linePlot;
import static gradus.plot.Figures.plot;
import static gradus.plot.Figures.scatter;
import static gradus.plot.Figures.stripPlot;
import static gradus.plot.Figures.withDerivative;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.init.Initializers;
import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.tensor.Rng;
import gradus.tensor.Tensor;
import gradus.tensor.Tensors;
import gradus.train.Histories;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name that is fixed has its colour in every kind of figure, wherever it stands: told from the pixels. */
class ColorsTest {

    private static final double[] HIGH = IntStream.range(0, 40).mapToDouble(i -> 8 + Math.sin(i / 6.0)).toArray();
    private static final double[] LOW = IntStream.range(0, 40).mapToDouble(i -> 2 + Math.sin(i / 6.0)).toArray();

    /** A figure of two names, and the colours that it gives them by its own order. */
    private record Case(String kind, Supplier<Figure> figure, String first, String second, Color one, Color two) {

        Case(String kind, Supplier<Figure> figure) {
            this(kind, figure, "one", "two", Look.color(0), Look.color(1));
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Case> cases() {
        double[][] groups = {{1, 2, 3}, {2, 3, 4}};
        double[][] others = {{5, 6, 7}, {6, 7, 8}};
        List<String> names = List.of("a", "b");
        List<String> longNames = IntStream.range(0, 5).mapToObj(i -> "a-name-without-any-space-to-break-it-" + i).toList();
        double[][] five = Collections.nCopies(5, groups[0]).toArray(double[][]::new);
        double[][] fives = Collections.nCopies(5, others[0]).toArray(double[][]::new);
        Tensor points = Tensors.randn(new Rng(1), 40, 2);
        Tensor labels = points.slice(1, 0, 1).step();
        Tensor normal = Tensors.randn(new Rng(1), 500);
        Map<String, double[]> measures = new LinkedHashMap<>();
        measures.put("loss", HIGH);
        measures.put("validation loss", LOW);
        Layer net = Layers.sequential(Layers.dense(3, 3), Layers.dense(3, 1)).initialize(Initializers.xavierNormal(), new Rng(1));
        net.forward(Tensors.ones(1, 3).mul(9)).sum().backward();
        return Stream.of(
                new Case("lines", () -> linePlot("t").line("one", HIGH).line("two", LOW)),
                new Case("lines beside dashed ones", () -> linePlot("t").marks("one", HIGH, LOW).line("two", LOW).dashed("theory", HIGH)),
                new Case("spread", () -> linePlot("t").spread("one", new double[][] {HIGH, HIGH}).spread("two", new double[][] {LOW, LOW})),
                new Case("functions", () -> functionPlot("t", -1, 1).function("one", x -> 2 + x).function("two", x -> x)),
                new Case("derivative", () -> withDerivative("t", -1, 1, Tensor::square).names("one", "two")),
                new Case("history", () -> plot(Histories.of(40, "", measures)), "train", "validation", Look.color(0), Look.color(1)),
                new Case("gradient flow", () -> gradientFlow("t", net), "W", "b", Look.color(0), Look.color(1)),
                new Case("bars", () -> barPlot("t", names, new double[] {3, 4}).name("one").series("two", new double[] {1, 2})),
                new Case("strips", () -> stripPlot("t", names, groups).name("one").series("two", others)),
                new Case("boxes", () -> stripPlot("t", names, groups).name("one").series("two", others).box()),
                new Case("strips that lie", () -> stripPlot("t", longNames, five).name("one").series("two", fives)),
                new Case("classes of points", () -> scatter("t", points, labels).classNames(List.of("one", "two"))),
                new Case("classes of a classifier", () -> decisionPlot("t", p -> p.slice(1, 0, 1), points, labels).classNames(List.of("one", "two"))),
                new Case("paths", () -> contourPlot("t", (x, y) -> x * x + y, -1, 1, -1, 1).trajectory("one", new double[][] {{-0.5, 0}, {-0.5, 0.9}})
                        .trajectory("two", new double[][] {{0.5, 0}, {0.5, 0.9}}), "one", "two", Look.color(1), Look.color(6)),
                new Case("rows of histograms", () -> histogramStrip("t", names).row("one", List.of(normal, normal)).row("two", List.of(normal, normal))));
    }

    @AfterEach
    void forget() {
        colors();
    }

    /** Of the pixels that had a colour, the share that has another one now. */
    private static double share(BufferedImage before, Color was, BufferedImage after, Color is) {
        assertEquals(before.getWidth() + " " + before.getHeight(), after.getWidth() + " " + after.getHeight());
        int all = 0;
        int now = 0;
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                if (before.getRGB(x, y) != was.getRGB()) continue;
                all++;
                if (after.getRGB(x, y) == is.getRGB()) now++;
            }
        }
        assertTrue(all > 100, "only " + all + " pixels have the colour " + was);
        return (double) now / all;
    }

    /** Dots leave out three quarters of a line. */
    private static void assertColored(Case c, Color first, Color second) {
        BufferedImage after = c.figure.get().image();
        colors();
        BufferedImage before = c.figure.get().image();
        for (int k = 0; k < 2; k++) {
            Color was = k == 0 ? c.one : c.two;
            Color is = k == 0 ? first : second;
            Color other = k == 0 ? second : first;
            assertTrue(share(before, was, after, is) > 0.2, c + ", name " + k + ": " + share(before, was, after, is) + " is " + is);
            assertTrue(share(before, was, after, other) < 0.08, c + ", name " + k + ": " + share(before, was, after, other) + " is " + other);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fixedNamesHaveTheirColoursInEveryKind(Case c) throws IOException {
        colors("absent", c.second, c.first);
        Gallery.check("colors-" + c.kind.replace(' ', '-'), c.figure.get(), Look.color(2), Look.color(1));
        assertColored(c, Look.color(2), Look.color(1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void otherNamesGetTheFreeColours(Case c) {
        colors(c.second);
        assertColored(c, Look.color(1), Look.color(0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFigureWithoutThemColoursByItsOwnOrderAndOneMadeBeforeStays(Case c) {
        Figure made = c.figure.get();
        byte[] before = made.png();
        colors("neither", "of them");
        assertArrayEquals(before, c.figure.get().png());
        colors(c.second, c.first);
        assertArrayEquals(before, made.png());
        assertTrue(!Arrays.equals(before, c.figure.get().png()));
    }

    @Test
    void anotherCallReplacesTheFirst() {
        Case lines = cases().findFirst().orElseThrow();
        colors("one", "two");
        colors("two");
        assertColored(lines, Look.color(1), Look.color(0));
    }

    /** SGD is fixed and Adam is not: bars, dots and histograms of one series are coloured by their groups then. */
    @Test
    void groupsOfOneSeriesHaveTheColoursOfTheirNames() throws IOException {
        List<String> names = List.of("Adam", "SGD", "RMSprop");
        Tensor normal = Tensors.randn(new Rng(1), 500);
        List<Supplier<Figure>> kinds = List.of(() -> barPlot("t", names, new double[] {1, 2, 3}),
                () -> stripPlot("t", names, new double[][] {{1, 2}, {2, 3}, {3, 4}}),
                () -> stripPlot("t", names, new double[][] {{1, 2, 3}, {2, 3, 4}, {3, 4, 5}}).box(),
                () -> histogramStrip("t", names, List.of(normal, normal, normal)));
        for (Supplier<Figure> kind : kinds) {
            colors("absent", "SGD");
            BufferedImage image = kind.get().image();
            int[][] columns = new int[3][3];
            for (int look = 0; look < 3; look++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    for (int y = 0; y < image.getHeight(); y++) {
                        if (image.getRGB(x, y) == Look.color(look).getRGB()) columns[look][Math.min(2, 3 * x / image.getWidth())]++;
                    }
                }
            }
            assertEquals(0, Arrays.stream(columns[0]).sum(), "no group has the colour of the name that is absent");
            assertTrue(columns[1][0] == 0 && columns[1][1] > 100 && columns[1][2] == 0, "SGD: " + Arrays.toString(columns[1]));
            assertTrue(columns[2][0] > 100 && columns[2][1] == 0 && columns[2][2] > 100, "the others: " + Arrays.toString(columns[2]));
            colors("of no group");
            byte[] own = kind.get().png();
            colors();
            assertArrayEquals(kind.get().png(), own);
        }
        colors("SGD", "Adam");
        Gallery.check("colors-groups", barPlot("Each method has its colour", names, new double[] {1, 2, 3}), Look.BLUE, Look.VERMILION, Look.color(2));
    }

    private static final String[] FOURTEEN = IntStream.range(0, 14).mapToObj(i -> "name " + i).toArray(String[]::new);

    /** The first and the eighth name have one colour: a line drawn through beside dashes, full marks beside hollow ones. */
    @Test
    void moreNamesThanColoursDifferByMoreThanColour() throws IOException {
        colors(FOURTEEN);
        double[][] dots = Collections.nCopies(4, new double[] {1}).toArray(double[][]::new);
        List<String> names = List.of("a", "b", "c", "d");
        List<List<Supplier<Figure>>> kinds = List.of(
                List.of(() -> linePlot("t").line("name 0", HIGH), () -> linePlot("t").line("name 7", HIGH)),
                List.of(() -> linePlot("t").marks("name 0", HIGH, LOW), () -> linePlot("t").marks("name 7", HIGH, LOW)),
                List.of(() -> barPlot("t", names, new double[] {1, 2, 3, 4}).name("name 0"), () -> barPlot("t", names, new double[] {1, 2, 3, 4}).name("name 7")),
                List.of(() -> stripPlot("t", names, dots).name("name 0"), () -> stripPlot("t", names, dots).name("name 7")));
        for (List<Supplier<Figure>> kind : kinds) {
            BufferedImage first = kind.get(0).get().image();
            BufferedImage eighth = kind.get(1).get().image();
            int full = Gallery.count(first, Look.BLUE);
            int rest = Gallery.count(eighth, Look.BLUE);
            assertTrue(rest > 20, kinds.indexOf(kind) + ": the eighth is blue too, in " + rest + " pixels");
            assertTrue(rest < 0.95 * full || rest > 1.05 * full, kinds.indexOf(kind) + ": " + rest + " and " + full + " pixels of blue");
        }
        Gallery.check("colors-hollow", barPlot("Two blues", names, new double[] {1, -2, 3, 4}).name("name 0").series("name 7", new double[] {2, -1, 3, 4}), Look.BLUE);
        Gallery.check("colors-hollow-dots", stripPlot("Two blues", names, dots).name("name 0").series("name 7", dots), Look.BLUE);
    }

    /** Fourteen names fixed, of which a figure shows some with others between: no two lines look the same. */
    @Test
    void noTwoNamesOfAFigureLookTheSame() {
        for (int fixed : new int[] {1, 3, 7, 10, 14}) {
            colors(Arrays.copyOf(FOURTEEN, fixed));
            for (int from = 0; from < fixed; from++) {
                List<String> names = Stream.concat(Stream.of("x", FOURTEEN[from], "y"), IntStream.range(0, 11).mapToObj(i -> "other " + i)).toList();
                int[] looks = NameLooks.current().of(names);
                assertEquals(from, looks[1]);
                assertEquals(names.size(), IntStream.of(looks).distinct().count(), Arrays.toString(looks));
                // as many colours as there are, and those of no other fixed name first
                assertEquals(7, IntStream.of(looks).limit(7).map(look -> look % 7).distinct().count(), Arrays.toString(looks));
                if (fixed < 7) assertTrue(looks[0] >= fixed && looks[2] >= fixed, Arrays.toString(looks));
            }
        }
    }

    @Test
    void wrongNamesAreRefusedAndChangeNothing() {
        colors("tanh");
        assertEquals("colors: \"ReLU\" stands in places 1 and 3, give each name once", message("ReLU", "tanh", "ReLU"));
        assertEquals("colors: name 2 of 2 is empty, every name needs a text", message("ReLU", " "));
        assertEquals("colors: name 1 of 1 is null, every name needs a text", message((String) null));
        String[] fifteen = Arrays.copyOf(FOURTEEN, 15);
        fifteen[14] = "one more";
        assertEquals("colors: 15 names cannot be told apart, at most 14 can; leave out those that no two figures share", message(fifteen));
        assertEquals(List.of("tanh"), NameLooks.current().fixed());
    }

    private static String message(String... names) {
        return assertThrows(IllegalArgumentException.class, () -> colors(names)).getMessage();
    }
}
