package io.trunkline.local.demo;

/**
 * Somebody who has signed in.
 *
 * @param name a phone number in the form of E.164, or a login
 */
record Person(String name, String accessToken) {

    /** Without the token. */
    @Override
    public String toString() {
        return name;
    }
}
