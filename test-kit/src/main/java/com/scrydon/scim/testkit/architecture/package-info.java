/** What modules are held to as code: directions, cycles, sizes, names. */
@NullMarked
package com.scrydon.scim.testkit.architecture;

import org.jspecify.annotations.NullMarked;
