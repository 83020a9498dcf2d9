package io.trunkline.smsproxy.compat;

/** A number is no longer in the pool. */
record TnRemovedView(String message, String value, String status) {

    static TnRemovedView of(String value) {
        return new TnRemovedView("Successfully removed TN from pool", value, "succeeded");
    }
}
