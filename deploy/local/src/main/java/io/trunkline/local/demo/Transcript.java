package io.trunkline.local.demo;

import java.io.PrintStream;

/** What the person at the terminal reads. */
final class Transcript {

    private final PrintStream out;
    private int steps;

    Transcript(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        print("== " + title + " ==");
    }

    void step(String what) {
        steps++;
        print("");
        print("%2d. %s".formatted(steps, what));
    }

    void request(String line, String body) {
        print("    > " + line);
        if (!body.isEmpty()) {
            print("      " + body);
        }
    }

    void answer(String line) {
        print("    < " + line);
    }

    void note(String text) {
        print("      " + text);
    }

    void difference(String message) {
        print("");
        print("DIFFERS at step " + steps + ": " + message);
    }

    void end() {
        print("");
        print("All %d steps went as expected.".formatted(steps));
    }

    private void print(String line) {
        out.print(line + "\n");
        out.flush();
    }
}
