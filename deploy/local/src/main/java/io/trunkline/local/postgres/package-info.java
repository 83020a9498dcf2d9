/** A real PostgreSQL server from a Maven artifact, as a child process: for the launcher and for tests. */
@NullMarked
package io.trunkline.local.postgres;

import org.jspecify.annotations.NullMarked;
