/** Accounts: who somebody is, and what they may do. */
@NullMarked
package io.trunkline.sessions.account;

import org.jspecify.annotations.NullMarked;
