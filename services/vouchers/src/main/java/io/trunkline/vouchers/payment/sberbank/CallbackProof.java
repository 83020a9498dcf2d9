package io.trunkline.vouchers.payment.sberbank;

/** How a callback is proven to be the bank's; an account has one of the two ways. */
interface CallbackProof {

    /**
     * @param signed what the bank has signed
     * @param checksum hexadecimal; from anybody
     */
    boolean proves(String signed, String checksum);
}
