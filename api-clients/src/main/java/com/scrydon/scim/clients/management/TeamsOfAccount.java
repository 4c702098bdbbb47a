package com.scrydon.scim.clients.management;

import java.util.List;

/** All of them. */
public record TeamsOfAccount(List<TeamOfAccount> teams) {}
