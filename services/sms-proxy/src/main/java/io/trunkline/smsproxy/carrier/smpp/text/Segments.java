package io.trunkline.smsproxy.carrier.smpp.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text as the segments that travel through the air, and that carriers count. */
public final class Segments {

    private final int dataCoding;
    private final Alphabet alphabet;
    private final List<String> texts;

    private Segments(int dataCoding, Alphabet alphabet, List<String> texts) {
        this.dataCoding = dataCoding;
        this.alphabet = alphabet;
        this.texts = List.copyOf(texts);
    }

    /** Cuts neither an escaped nor a surrogate pair, nor what a reader sees as one character unless it is a segment long. */
    public static Segments of(String text, Alphabets alphabets, Concatenation concatenation) {
        Alphabet alphabet = alphabets.choose(text);
        int dataCoding = alphabets.dataCoding(alphabet);
        if (alphabet.units(text) <= alphabet.capacity(0)) {
            return new Segments(dataCoding, alphabet, List.of(text));
        }
        return new Segments(dataCoding, alphabet, cut(text, alphabet, alphabet.capacity(concatenation.header())));
    }

    private static List<String> cut(String text, Alphabet alphabet, int capacity) {
        Cutter cutter = new Cutter(alphabet, capacity);
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int start = characters.first();
        for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
            cutter.add(text.substring(start, end));
            start = end;
        }
        return cutter.finish();
    }

    public Alphabet alphabet() {
        return alphabet;
    }

    /** The data_coding of each of them. */
    public int dataCoding() {
        return dataCoding;
    }

    public int count() {
        return texts.size();
    }

    /** In order; one at least. */
    public List<String> texts() {
        return texts;
    }

    /** One of them as the centre wants it. */
    public byte[] encode(String text) {
        return alphabet.encode(text);
    }

    /** Fills segments one after the other. */
    private static final class Cutter {

        private final Alphabet alphabet;
        private final int capacity;
        private final List<String> full = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();
        private int used;

        Cutter(Alphabet alphabet, int capacity) {
            this.alphabet = alphabet;
            this.capacity = capacity;
        }

        void add(String character) {
            int units = alphabet.units(character);
            if (units > capacity) {
                character.codePoints().mapToObj(Character::toString).forEach(this::add);
                return;
            }
            if (used + units > capacity) {
                close();
            }
            open.append(character);
            used += units;
        }

        private void close() {
            full.add(open.toString());
            open.setLength(0);
            used = 0;
        }

        List<String> finish() {
            close();
            return full;
        }
    }
}
