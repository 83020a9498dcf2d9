package io.trunkline.gateway.edge;

/** The few pages that the gateway has of its own on the public port. */
final class OwnPages {

    private static final String HEALTH = "/q/health";
    private static final String DOCS = "/docs";
    private static final String OPEN_API = "/openapi";

    private OwnPages() {}

    /** Nothing else below {@code /q} is among them: metrics are on the management port. */
    static boolean contains(String path) {
        return isHealth(path) || path.equals(OPEN_API) || isBelow(path, DOCS);
    }

    /** Health is asked for by machines, often and from one address: its rate is not limited. */
    static boolean isHealth(String path) {
        return isBelow(path, HEALTH);
    }

    private static boolean isBelow(String path, String page) {
        return path.startsWith(page) && (path.length() == page.length() || path.charAt(page.length()) == '/');
    }
}
