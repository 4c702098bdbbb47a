/** What a service on the open internet lets out besides its answers: headers that browsers heed, and its insides to its own machine only. */
@NullMarked
package com.scrydon.scim.servicekit.exposure;

import org.jspecify.annotations.NullMarked;
