package com.scrydon.scim.console.teams;

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
import org.springframework.web.bind.annotation.RequestParam;

/** The Teams of the organisation (R34) and who is in them, and why (R38). */
@Controller
class TeamsController {

    private static final String PATH = "/settings/organization/teams";
    private static final String PAGE_SIZE = "50";

    private final ApiClient api;

    TeamsController(ApiClient api) {
        this.api = api;
    }

    record TeamList(List<TeamView> teams, @Nullable String nextCursor) {}

    record MemberList(List<MemberOfTeam> members, @Nullable String nextCursor) {}

    @GetMapping(PATH)
    String teams(@RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "cursor", defaultValue = "") String cursor, Model model) {
        var query = Map.of("name", name.strip(), "count", PAGE_SIZE, "cursor", cursor);
        var list = api.get(Service.MANAGEMENT, "/teams", query, TeamList.class);
        model.addAttribute("teams", list.teams());
        model.addAttribute("nextCursor", list.nextCursor());
        model.addAttribute("name", name);
        model.addAttribute("cursor", cursor);
        return "teams";
    }

    @GetMapping(PATH + "/{id}")
    String team(@PathVariable("id") UUID id, @RequestParam(name = "cursor", defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("team", api.get(Service.MANAGEMENT, "/teams/" + id, Map.of(), TeamView.class));
        var query = Map.of("count", PAGE_SIZE, "cursor", cursor);
        var members = api.get(Service.MANAGEMENT, "/teams/" + id + "/members", query, MemberList.class);
        model.addAttribute("members", members.members());
        model.addAttribute("nextCursor", members.nextCursor());
        model.addAttribute("cursor", cursor);
        return "team";
    }
}
