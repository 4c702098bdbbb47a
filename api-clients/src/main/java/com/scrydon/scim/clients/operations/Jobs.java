package com.scrydon.scim.clients.operations;

import java.util.List;

/** All that are remembered, newest first. */
public record Jobs(List<Job> jobs) {}
