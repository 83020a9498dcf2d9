package io.trunkline.vouchers.contract;

/**
 * What a payment for a contract is for, as payments keep it.
 *
 * @param purpose names the purpose, which is the billing system's own
 * @param reference what the purpose needs to know when the money is there; at most 128 characters
 */
public record Invoice(String purpose, String reference) {}
