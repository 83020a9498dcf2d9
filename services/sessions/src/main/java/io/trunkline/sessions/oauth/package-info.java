/** What the OAuth 2.0 endpoints have in common: parameters and errors. */
@NullMarked
package io.trunkline.sessions.oauth;

import org.jspecify.annotations.NullMarked;
