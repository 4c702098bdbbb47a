package com.scrydon.scim.console.teams;

import com.scrydon.scim.clients.management.ManagementApi;
import com.scrydon.scim.console.pages.Given;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The Teams of the organisation (R34) and who is in them, and why (R38). */
@Controller
class TeamsController {

    private static final String PATH = "/settings/organization/teams";
    private static final int PAGE_SIZE = 50;

    private final ManagementApi api;

    TeamsController(ManagementApi api) {
        this.api = api;
    }

    @GetMapping(PATH)
    String teams(@RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "cursor", defaultValue = "") String cursor, Model model) {
        var list = api.teams(Given.of(name), PAGE_SIZE, Given.of(cursor));
        model.addAttribute("teams", list.teams());
        model.addAttribute("nextCursor", list.nextCursor());
        model.addAttribute("name", name);
        model.addAttribute("cursor", cursor);
        return "teams";
    }

    @GetMapping(PATH + "/{id}")
    String team(@PathVariable("id") UUID id, @RequestParam(name = "cursor", defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("team", api.team(id));
        var members = api.members(id, PAGE_SIZE, Given.of(cursor));
        model.addAttribute("members", members.members().stream().map(MemberOfTeam::new).toList());
        model.addAttribute("nextCursor", members.nextCursor());
        model.addAttribute("cursor", cursor);
        return "team";
    }
}
