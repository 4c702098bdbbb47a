/** The whole system on one machine, on real parts. */
@NullMarked
package com.scrydon.scim.localstack;

import org.jspecify.annotations.NullMarked;
