package io.trunkline.local.demo;

import java.io.IOException;

/** A part of the story, told by requests. Chapters do not depend on each other: each signs up the people it needs. */
interface Chapter {

    String title();

    /**
     * @throws Difference at the first answer that is not as expected
     * @throws IOException if the suite cannot be reached
     */
    void play(Stage stage) throws IOException, InterruptedException;
}
