/** Who may use the console: the local admin's login, and the token that speaks for them to the APIs. */
@NullMarked
package com.scrydon.scim.console.login;

import org.jspecify.annotations.NullMarked;
