/** OAuth 2.0: grants, refresh, revocation, introspection. */
@NullMarked
package io.trunkline.sessions.token;

import org.jspecify.annotations.NullMarked;
