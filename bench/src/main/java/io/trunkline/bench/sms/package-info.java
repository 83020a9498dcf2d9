/** sms-proxy under load and under kill -9. */
@NullMarked
package io.trunkline.bench.sms;

import org.jspecify.annotations.NullMarked;
