/** How tests call what they test over real HTTP, and as whom. */
@NullMarked
package com.scrydon.scim.testkit.http;

import org.jspecify.annotations.NullMarked;
