/** What people and programs are called. */
@NullMarked
package io.trunkline.sessions.naming;

import org.jspecify.annotations.NullMarked;
