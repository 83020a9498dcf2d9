/** Stands in for sms-proxy until it exists: carries the texts that services want sent into the SMS centre. */
@NullMarked
package io.trunkline.simulators.delivery;

import org.jspecify.annotations.NullMarked;
