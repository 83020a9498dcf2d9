/** Messages that other services ask for. */
@NullMarked
package io.trunkline.smsproxy.command;

import org.jspecify.annotations.NullMarked;
