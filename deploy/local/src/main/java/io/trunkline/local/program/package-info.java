/** What the suite consists of: which programs, with what settings, on which ports. */
@NullMarked
package io.trunkline.local.program;

import org.jspecify.annotations.NullMarked;
