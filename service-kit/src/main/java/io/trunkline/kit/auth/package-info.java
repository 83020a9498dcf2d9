/** Who is calling: access tokens, revoked sessions, roles. */
@NullMarked
package io.trunkline.kit.auth;

import org.jspecify.annotations.NullMarked;
