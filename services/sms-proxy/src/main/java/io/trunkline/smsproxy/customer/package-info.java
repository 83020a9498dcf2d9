/** Where the owners of numbers and sessions are called, and what they are told. */
@NullMarked
package io.trunkline.smsproxy.customer;

import org.jspecify.annotations.NullMarked;
