package com.scrydon.scim.console.members;

import com.scrydon.scim.console.apis.ApiClient;
import com.scrydon.scim.console.apis.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The members of the organisation (R34). */
@Controller
class MembersController {

    private static final String PATH = "/settings/organization/members";
    private static final String PAGE_SIZE = "25";

    private final ApiClient api;

    MembersController(ApiClient api) {
        this.api = api;
    }

    record MemberList(List<MemberView> accounts, @Nullable String nextCursor) {}

    record TeamList(List<TeamOfMember> teams) {}

    @GetMapping(PATH)
    String members(@RequestParam(name = "search", defaultValue = "") String search,
            @RequestParam(name = "cursor", defaultValue = "") String cursor,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Model model) {
        var query = Map.of("search", search.strip(), "kind", "person", "count", PAGE_SIZE, "cursor", cursor);
        var list = api.get(Service.MANAGEMENT, "/accounts", query, MemberList.class);
        model.addAttribute("members", list.accounts());
        model.addAttribute("nextCursor", list.nextCursor());
        model.addAttribute("search", search);
        model.addAttribute("cursor", cursor);
        return htmx == null ? "members" : "members :: list";
    }

    @GetMapping(PATH + "/{id}")
    String member(@PathVariable("id") UUID id, Model model) {
        model.addAttribute("member", api.get(Service.MANAGEMENT, "/accounts/" + id, Map.of(), MemberView.class));
        var teams = api.get(Service.MANAGEMENT, "/accounts/" + id + "/teams", Map.of(), TeamList.class).teams();
        model.addAttribute("teams", teams);
        return "member";
    }
}
