/** Masked conversations: a number pool, sessions between people, relays, and the carriers that take messages in and out. */
@NullMarked
package io.trunkline.smsproxy;

import org.jspecify.annotations.NullMarked;
