package com.scrydon.scim.console.members;

import com.scrydon.scim.clients.management.ManagementApi;
import com.scrydon.scim.console.pages.Given;
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
    private static final int PAGE_SIZE = 25;

    private final ManagementApi api;

    MembersController(ManagementApi api) {
        this.api = api;
    }

    @GetMapping(PATH)
    String members(@RequestParam(name = "search", defaultValue = "") String search,
            @RequestParam(name = "cursor", defaultValue = "") String cursor,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Model model) {
        var list = api.accounts(Given.of(search), "person", PAGE_SIZE, Given.of(cursor));
        model.addAttribute("members", list.accounts().stream().map(MemberView::new).toList());
        model.addAttribute("nextCursor", list.nextCursor());
        model.addAttribute("search", search);
        model.addAttribute("cursor", cursor);
        return htmx == null ? "members" : "members :: list";
    }

    @GetMapping(PATH + "/{id}")
    String member(@PathVariable("id") UUID id, Model model) {
        model.addAttribute("member", new MemberView(api.account(id)));
        model.addAttribute("teams", api.teamsOf(id).teams().stream().map(TeamOfMember::new).toList());
        return "member";
    }
}
