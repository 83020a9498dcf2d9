/** What carriers over HTTP have in common: asking their APIs, and reading and checking what they post. */
@NullMarked
package io.trunkline.smsproxy.carrier.http;

import org.jspecify.annotations.NullMarked;
