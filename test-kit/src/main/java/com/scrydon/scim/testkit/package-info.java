/** test-kit. */
@NullMarked
package com.scrydon.scim.testkit;

import org.jspecify.annotations.NullMarked;
