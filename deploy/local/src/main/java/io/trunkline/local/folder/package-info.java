/** Folders as wholes: copied, deleted, or gone with the process that made them. */
@NullMarked
package io.trunkline.local.folder;

import org.jspecify.annotations.NullMarked;
