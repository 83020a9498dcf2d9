/**
 * A carrier that is reached over SMPP 3.4, on jSMPP.
 *
 * <p>{@link io.trunkline.smsproxy.carrier.smpp.SmppCarrier} keeps several
 * {@linkplain io.trunkline.smsproxy.carrier.smpp.SmppBind binds}. Each opens one
 * {@linkplain io.trunkline.smsproxy.carrier.smpp.SmppSession session} after the other; while one is bound, a
 * {@linkplain io.trunkline.smsproxy.carrier.smpp.SmppLink link} writes messages to it. What the centre delivers comes to
 * {@linkplain io.trunkline.smsproxy.carrier.smpp.SmppReception the reception}, which has it
 * {@linkplain io.trunkline.smsproxy.carrier.smpp.SmppNotices read}. Texts, alphabets and segments are in {@code text}.
 */
@NullMarked
package io.trunkline.smsproxy.carrier.smpp;

import org.jspecify.annotations.NullMarked;
