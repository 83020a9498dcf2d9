package io.trunkline.local.demo;

/** Who carries calls. */
interface Calls {

    /**
     * A call that was answered just now, and is over.
     *
     * @param account pays for it
     * @param to a number in the form of E.164
     * @return the call's id
     */
    String made(String account, String to, int seconds);
}
