/** Masked sessions: who is in them, by which numbers they see each other, and how they end. */
@NullMarked
package io.trunkline.smsproxy.session;

import org.jspecify.annotations.NullMarked;
