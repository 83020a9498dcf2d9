/** How an account comes into being: by proving a phone. */
@NullMarked
package io.trunkline.sessions.signup;

import org.jspecify.annotations.NullMarked;
