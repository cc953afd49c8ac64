package gradus.javakernel.help;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to the place where something was thrown, as a reader of the notebook sees it: lines of cells, and between them
 * one line for all that happened inside a library.
 */
final class Frames {
    private static final int MOST_LINES = 6;

    private final List<StackTraceElement> frames;
    private final Places places;

    Frames(StackTraceElement[] frames, Places places) {
        this.frames = List.of(frames).stream().filter(frame -> !isKernels(frame)).toList();
        this.places = places;
    }

    /** Frames of the kernel, of JShell, and those that only carry a call on. */
    private static boolean isKernels(StackTraceElement frame) {
        return frame.getClassName().matches("(?:org\\.dflib\\.jjava|gradus\\.javakernel|jdk\\.jshell|jdk\\.internal\\.reflect"
                + "|java\\.lang\\.reflect|java\\.lang\\.invoke)\\..*");
    }

    /** The place in the student's own code where it was thrown or from where a library was called; null if there is none. */
    Places.Place own() {
        return frames.stream().map(places::of).filter(place -> place != null).findFirst().orElse(null);
    }

    int size() {
        return frames.size();
    }

    /** The lines to show below the message; the own place stands above it already. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Places.Place above = null;
        int left = 0;
        for (int i = 0; i < frames.size(); i++) {
            Places.Place place = places.of(frames.get(i));
            String line;
            if (place == null) {
                int first = i;
                while (i + 1 < frames.size() && places.of(frames.get(i + 1)) == null) i++;
                line = "  in " + name(frames.get(first)) + more(i - first);
                if (above != null && i + 1 == frames.size()) break;      // a thread pool, or what else calls a cell's code
            } else if (above == null) {
                above = place;
                continue;
            } else if (place.equals(above)) {
                continue;                                                // a lambda and its method may share a line
            } else {
                above = place;
                line = "  called from " + place.name() + ": " + Style.quoted(place.text(), 60);
            }
            if (lines.size() < MOST_LINES) lines.add(line);
            else left++;
        }
        if (left > 0) lines.add("  … " + left + " more");
        return lines;
    }

    private static String more(int count) {
        return count == 0 ? "" : count == 1 ? " … 1 more call inside" : " … " + count + " more calls inside";
    }

    private static String name(StackTraceElement frame) {
        String place = frame.getFileName() == null || frame.getLineNumber() < 0 ? ""
                : ", " + frame.getFileName() + ":" + frame.getLineNumber();
        int dot = frame.getClassName().lastIndexOf('.');
        String method = frame.getMethodName().equals("<init>") ? "its constructor" : frame.getMethodName()
                .replaceFirst("^lambda\\$([^$]+)\\$.*", "$1");
        return Names.ofClass(frame.getClassName()) + "." + method
                + (dot < 0 ? "" : " (" + frame.getClassName().substring(0, dot) + place + ")");
    }

    /** Of a recursion without end: its first calls; a trace holds no more than 1024. */
    List<String> firstOfMany() {
        List<String> lines = new ArrayList<>();
        long calls = frames.stream().filter(frame -> places.of(frame) != null).count();
        frames.stream().map(places::of).filter(place -> place != null).skip(1).limit(3)
                .forEach(place -> lines.add("  called from " + place.name() + ": " + Style.quoted(place.text(), 60)));
        lines.add("  … and " + (frames.size() >= 1024 ? "over " : "") + Math.max(0, calls - 4) + " calls more");
        return lines;
    }
}
