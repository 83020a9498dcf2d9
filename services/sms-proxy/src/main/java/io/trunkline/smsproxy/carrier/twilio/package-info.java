/** Twilio: forms signed with the auth token, answers in XML. */
@NullMarked
package io.trunkline.smsproxy.carrier.twilio;

import org.jspecify.annotations.NullMarked;
