/** Start-up tricks of the Java virtual machine, all of them and only here. */
@NullMarked
package io.trunkline.local.archive;

import org.jspecify.annotations.NullMarked;
