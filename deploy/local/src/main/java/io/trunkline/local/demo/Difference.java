package io.trunkline.local.demo;

/** Something came that was not expected. The message says both, without secrets. */
final class Difference extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String text;

    Difference(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }

    static void unlessEqual(String what, Object expected, Object came) {
        if (!expected.equals(came)) {
            throw new Difference("%s: expected %s, came %s".formatted(what, expected, came));
        }
    }
}
