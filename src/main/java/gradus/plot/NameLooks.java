package gradus.plot;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which look, that is colour, dashes and marker, the names of a figure get: those that {@link Figures#colors} has fixed
 * keep theirs, the others get what is left.
 *
 * <p>A figure takes the fixed names when it is made and keeps them, so that it always gives the same picture.
 */
record NameLooks(List<String> fixed) {

    /** Those of this kernel; nothing but the colours of figures depends on them. */
    private static volatile NameLooks current = new NameLooks(List.of());

    static NameLooks current() {
        return current;
    }

    /** Fixes the looks of these names in figures made from now on. */
    static void fix(String... names) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == null || names[i].isBlank()) {
                throw new IllegalArgumentException("colors: name " + (i + 1) + " of " + names.length + " is "
                        + (names[i] == null ? "null" : "empty") + ", every name needs a text");
            }
            int first = Arrays.asList(names).indexOf(names[i]);
            if (first < i) {
                throw new IllegalArgumentException("colors: \"" + names[i] + "\" stands in places " + (first + 1) + " and "
                        + (i + 1) + ", give each name once");
            }
        }
        if (names.length > Look.MAX_SERIES) {
            throw new IllegalArgumentException("colors: " + names.length + " names cannot be told apart, at most "
                    + Look.MAX_SERIES + " can; leave out those that no two figures share");
        }
        current = new NameLooks(List.of(names));
    }

    boolean has(String name) {
        return fixed.contains(name);
    }

    /** The looks of the names of a figure, in their order. */
    int[] of(List<String> names) {
        return of(names, IntStream.range(0, names.size()).boxed().toList());
    }

    /**
     * The same for a figure that by itself gives its names these looks. Others than the fixed names get a colour that no name
     * has; when there is none, one that no name in this figure has; then other dashes and another marker.
     */
    int[] of(List<String> names, List<Integer> own) {
        Set<Integer> candidates = new LinkedHashSet<>(own);
        for (int look = 0; look < Look.MAX_SERIES; look++) candidates.add(look);
        Set<Integer> used = new HashSet<>();
        for (String name : names) if (has(name)) used.add(fixed.indexOf(name));
        boolean byOrder = used.isEmpty();
        int[] looks = new int[names.size()];
        for (int k = 0; k < looks.length; k++) {
            if (byOrder) looks[k] = own.get(k);
            else if (has(names.get(k))) looks[k] = fixed.indexOf(names.get(k));
            else looks[k] = Collections.min(candidates, (a, b) -> Integer.compare(taken(a, used), taken(b, used)));
            used.add(looks[k]);
        }
        return looks;
    }

    private int taken(int look, Set<Integer> used) {
        boolean here = used.stream().anyMatch(other -> sameColor(other, look));
        boolean anywhere = IntStream.range(0, fixed.size()).anyMatch(other -> sameColor(other, look));
        return (used.contains(look) ? 4 : 0) + (here ? 2 : 0) + (anywhere ? 1 : 0);
    }

    private static boolean sameColor(int a, int b) {
        return a % Look.PALETTE.size() == b % Look.PALETTE.size();
    }

    /**
     * The looks of series in groups, by series and group. Those of a single series are told apart by their groups, where the
     * name of one is fixed: the groups of other names share a look.
     */
    int[][] ofGroups(List<String> series, List<String> groups) {
        boolean byGroup = series.size() == 1 && !has(series.get(0)) && groups.stream().anyMatch(this::has);
        if (!byGroup) {
            return Arrays.stream(of(series)).mapToObj(look -> groups.stream().mapToInt(name -> look).toArray()).toArray(int[][]::new);
        }
        List<String> names = groups.stream().map(name -> has(name) ? name : "").distinct().toList();
        int[] looks = of(names);
        return new int[][] {groups.stream().mapToInt(name -> looks[names.indexOf(has(name) ? name : "")]).toArray()};
    }
}
