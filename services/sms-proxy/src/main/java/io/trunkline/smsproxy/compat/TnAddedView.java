package io.trunkline.smsproxy.compat;

/** A number is in the pool. */
record TnAddedView(String message, String value) {

    static TnAddedView of(String value) {
        return new TnAddedView("Successfully added TN to pool", value);
    }
}
