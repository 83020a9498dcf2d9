/** What the pages of the simulators have in common. */
@NullMarked
package io.trunkline.simulators.web;

import org.jspecify.annotations.NullMarked;
