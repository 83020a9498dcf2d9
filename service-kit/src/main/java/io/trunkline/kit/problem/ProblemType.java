package io.trunkline.kit.problem;

import java.util.Locale;

/** A way to be refused: an enum of a feature lists its own. The name is the last part of the problem's {@code type}. */
public interface ProblemType {

    /** The HTTP status. */
    int status();

    /** The same for every occurrence, for people. */
    String title();

    /** The enum constant's name. */
    String name();

    /** RFC 9457 §3.1.1: a URI that names the type; nothing is to be fetched from it. */
    default String uri() {
        return "urn:trunkline:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
