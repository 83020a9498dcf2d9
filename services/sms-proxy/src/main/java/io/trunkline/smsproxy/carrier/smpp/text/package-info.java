/** Short messages as telephones know them: alphabets, segments, user data headers. Knows nothing of links. */
@NullMarked
package io.trunkline.smsproxy.carrier.smpp.text;

import org.jspecify.annotations.NullMarked;
