package io.trunkline.vouchers.payment;

import java.util.Map;

/**
 * What has come to a provider's address at our side.
 *
 * @param parameters of the query or the form, each once
 * @param body of what is no form
 */
public record Callback(Map<String, String> parameters, String body) {}
