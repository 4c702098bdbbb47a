/** What a request passes before a controller has it, from its path to its body: nothing behind the door asks again. */
@NullMarked
package com.scrydon.scim.ingress.door;

import org.jspecify.annotations.NullMarked;
