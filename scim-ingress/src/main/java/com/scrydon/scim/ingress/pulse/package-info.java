/** Notices within a second or so that Postgres is silent, and has nobody wait for it longer (R15). */
@NullMarked
package com.scrydon.scim.ingress.pulse;

import org.jspecify.annotations.NullMarked;
