package io.trunkline.local.program;

import java.util.Map;

/**
 * A service or simulator as the launcher sees it.
 *
 * @param name also the name of its database, its log and its folder under {@code .suite/run}
 * @param module where its Maven module is, from the root of the checkout
 * @param packaging how its build leaves it
 * @param stage a program starts when those of lower stages serve, and stops before them
 * @param port where it answers, its health at {@code /q/health/ready}
 * @param heap the most of Java heap it gets, in MB
 * @param environment its settings, over those of the launcher
 */
record ServiceSpec(
        String name,
        String module,
        Packaging packaging,
        int stage,
        int port,
        int heap,
        Map<String, String> environment) {}
