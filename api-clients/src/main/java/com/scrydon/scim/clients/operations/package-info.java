/** The operations API of the worker: status, what waits, and why somebody is in a Team. */
@NullMarked
package com.scrydon.scim.clients.operations;

import org.jspecify.annotations.NullMarked;
