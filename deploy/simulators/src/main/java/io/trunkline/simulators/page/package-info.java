/** What the simulated telephones show, as a page and as JSON. */
@NullMarked
package io.trunkline.simulators.page;

import org.jspecify.annotations.NullMarked;
