-- A final publication that says of itself that it is a draft, or that nobody has approved
-- it yet. What it reports about other documents is no business of this rule.

local parts = {
  doc = "(?:document|paper|report|strategy|policy|plan|procedure|protocol|guideline|guidance|framework|charter\z
    |constitution|statement|publication|version|edition|handbook|standard|leaflet|guide|programme)",
  done = "(?:ratified|approved|agreed|adopted|endorsed|signed[ -]off|finali[sz]ed|authori[sz]ed)",
  approval = "(?:approval|ratification|sign-?off|agreement|endorsement|final comments|consultation)",
  -- behind these the sentence speaks of something else
  turn = "(?:that|which|who|whose|how|why|if|when|until|once|unless|says?|explains?|describes?|sets? out|lists?|shows?)",
  own = "(?:board|committee|cabinet|council|executive|governing body|partnership|trust|director|formal|final|their|its)",
}

-- "This policy has not yet been ratified."
local of_itself = pattern([=[(?x) \b[Tt]his [ ] (?: [\w&'’-]+ [ ] ){0,5}? ( (?i: %{doc} ) ) \b (?: (?! \b%{turn}\b ) [^.;:?!\n] ){0,40}? \b
  (?i: (?: has | is | remains | was )? [ ]? (?: still[ ] )? not[ ] (?: yet[ ] (?: been[ ] )? | been[ ] ) (?: formally[ ] | fully[ ] )? %{done}
     | has [ ] (?: still[ ] )? yet [ ] to [ ] be [ ] (?: formally[ ] )? %{done}
     | (?: is | needs | has | still | remains | yet )[ ] to [ ] be [ ] (?: formally[ ] )? %{done} \b (?! [ ](?: each | every | once | if | when | again | annually | in[ ]writing ) )
     | (?: is | remains ) [ ] (?: still[ ] | currently[ ] | only[ ] )? (?: a | an | in ) [ ] (?: [\w-]+ [ ] ){0,2}? draft \b (?! [ ](?: bill | budget | regulation | for ) \b )
     | (?: is | remains ) [ ] (?: still[ ] | currently[ ] )? (?: awaiting | pending | subject[ ]to ) [ ] (?: [\w'’-]+ [ ] ){0,4}? %{approval} \b (?! [ ](?: of | for )\b )
  ) \b ]=], parts)
local of_draft = pattern([=[\b[Tt]his (?:(?:first|second|third|working|consultation|final|early|latest) )?draft\b(?! (?:bill|budget|regulation|order|letter|resolution|minute|law|act|code|agreement|contract)s?\b)]=])

-- A block that is nothing but such a mark: "Draft for comment", "Approval not yet obtained"
local mark = pattern([=[(?mx) ^ (?:
    (?i: \(? (?: working | first | second | third | final | early | consultation | public | internal )?+ [ ]?+ draft
       (?: [ ] (?: document | copy | only | %{doc} ) )?+
       (?: [ ,:–-]++ (?: v(?:ersion)? [ ]? )?+ \d+ (?: \.\d+ )*+ )?+
       (?: [ ,:–-]++ (?: not[ ] )?+ for [ ] (?: [\w'’-]++ [ ]?+ ){1,6} )?+
       (?: [ ,:–-]++ (?: in[ ]confidence | do[ ]not[ ]circulate | unapproved | [\p{L}]+ [ ] \d{4} | \d[\d /.-]{4,} | \( [^)\n]{1,40} \) ) )?+
       \)? \.? )
  | (?i: (?: document[ ] )?+ status [ ]?+ [:–-] [ ]?+ (?: [\w-]++ [ ] ){0,2}? draft \b [^\n]{0,60} )
  | (?i: (?: %{own} [ ] )*+ %{approval} s?+ [ ]?+ (?: has[ ] | is[ ] | was[ ] | [:–-] [ ]?+ )?+
       (?: not[ ]yet | pending | awaited | outstanding | to[ ]follow | still[ ]to[ ] | not[ ](?: been[ ] )?(?: obtained | given | received | sought ) ) [^.\n]{0,50} \.? )
  | (?i: not [ ] (?: yet[ ] )?+ (?: been[ ] )?+ (?: formally[ ] )?+ %{done} \b [^.\n]{0,50} \.? )
  | (?i: (?: pending | awaiting | subject[ ]to ) [ ] (?: [\w'’-]++ [ ] ){0,4}? %{approval} \b (?! [ ]of\b ) [^.\n]{0,30} \.? )
  | (?i: version [ ]? [:–-]?+ [ ]? 0 (?: \.\d+ )++ (?: [ ,:–(-]++ [^.\n]{0,40} )?+ | v0 (?: \.\d+ )++ (?: [ ,:–(-]++ [^.\n]{0,40} )?+ )
  ) $ ]=], parts)

-- "Status | Draft": a row of a front sheet
local label = pattern([=[(?mi)^(?:document |current )?(?:status|version(?: number| no\.?)?|(?:date )?(?:approved|ratified|signed off)(?: by| on)?|approval(?: date| status)?|(?:date of )?(?:approval|ratification)|ratification(?: date)?)\s*:?$]=])
local not_done = pattern([=[(?ix) ^ (?: [\w-]++ [ ] ){0,2}? draft \b | \bnot [ ] (?: yet | been | approved | ratified ) \b
  | ^ (?: pending | awaiting | subject[ ]to | outstanding | none | to[ ]be ) \b | ^ (?: v | version[ ] )?+ 0 (?: \.\d+ )++ \b ]=])

-- In a title or heading only a mark, since a guide may be about drafts.
local heading_mark = pattern([=[(?x) ^ DRAFT \b (?! [ ][A-Z]+ING\b ) | \b DRAFT \b (?= $ | [ ](?: v | V | \d | \( ) )
  | [([] (?i: draft ) \b [^)\]]* [)\]]
  | \b (?: [Dd]raft [ ] (?: v | version[ ] )?+ | [Vv] (?: ersion | ERSION )? [ ]?+ ) 0 (?: \.\d+ )++ \b
  | \b [Dd]raft [ ] (?: v | version[ ] )?+ \d (?: \.\d+ )*+ $
  | \b [Dd]raft [ ] for [ ] (?: comment | consultation | approval | discussion | review ) s?+ \b ]=])
-- A page without any of these needs no closer look.
local telling = phrases {
  "draft", "version", "status", "approval", "approved", "ratification", "ratified", "sign-off", "signoff", "signed off",
  "endorsement", "agreement", "not yet", "not been", "yet to be", "to be agreed", "to be adopted", "to be endorsed",
  "to be finalised", "to be finalized", "to be authorised", "to be authorized", "to be formally", "pending", "awaiting",
  "subject to",
}
local title_mark = pattern([=[(?x) [:–-] [ ]? (?: [Ww]orking[ ] | [Ff]inal[ ] )?+ [Dd]raft $
  | ^ Draft (?: : | [ ] (?: [\w&'’,-]+ [ ] ){0,8}? (?i: %{doc} ) (?: [ ,:–-]++ \d[\d –-]*+ (?: to[ ]\d++ )?+ )? $ ) ]=], parts)
local draft_version = pattern([=[(?i)^v?\.? ?0(?:\.\d+)*$|\bdraft\b]=])
local not_approved = pattern([=[(?i)\b(?:not yet|pending|awaiting|awaited|subject to|draft|to be (?:confirmed|agreed|approved|ratified|decided))\b|\bTB[ACD]\b|^(?:not (?:approved|applicable|known)|nobody|none|unknown|n/?a|\?+|-+|–|—|\[.*\])$]=])

-- These report about papers that are drafts themselves.
local REPORTING = { ["committee-paper"] = true, minutes = true, agenda = true }
local OWN_NAMES = { document = true, paper = true, report = true, version = true, publication = true }

local DONE = "If it is approved, say so and take this out. If not, set `status: draft`."

local function quoted(text)
  return "“" .. shorten(text) .. "”"
end

local function check_front_matter(page, report)
  local version, approved = page.meta.version, page.meta["approved-by"]
  if type(version) == "string" and draft_version:test(version) then
    report(page:field("version"), "this page is final, but version " .. quoted(version) .. " is that of a draft",
      { advice = "Give it the number of the approved version, or set `status: draft`." })
  end
  if type(approved) == "string" and not_approved:test(approved) then
    report(page:field("approved-by"), "this page is final, but nobody has approved it: " .. quoted(approved),
      { advice = "Write who approved it and when, or set `status: draft`." })
  end
end

local function say_titled(report, span, what, words)
  report(span, "the " .. what .. " of a final page calls it a draft: " .. quoted(words), { advice = DONE })
end

local function check_title(node, report, shapes)
  for m in node:match(shapes) do
    say_titled(report, m, node.kind, m.text)
  end
end

-- False if nothing on the page can be of interest.
local function check_titles(page, report)
  local title = page:nodes("title")()
  if title then
    check_title(title, report, { heading_mark, title_mark })
  end
  local last, told = nil, false
  for m in page:find(telling) do
    local block = m.block
    told = true
    if block and block.kind == "heading" and block.line ~= last and not REPORTING[page.kind] then
      last = block.line
      check_title(block, report, heading_mark)
    end
  end
  local subtitle = page:field("subtitle")
  local words = subtitle and subtitle.text
  if words and (heading_mark:test(words) or title_mark:test(words)) then
    say_titled(report, subtitle, "subtitle", words)
  end
  return told
end

-- A plain paragraph: an item may be one of several stages, a quote is somebody else's.
local ELSEWHERE = { item = true, quote = true, definition = true }

local function is_plain(block)
  return block and block.kind == "paragraph" and not (block.parent and ELSEWHERE[block.parent.kind])
end

local function check_text(page, report)
  local reporting, said = REPORTING[page.kind], {}
  for m in page:match(of_itself) do
    said[m.sentence and m.sentence.text or m.text] = true
    if not m.quoted and not (reporting and not OWN_NAMES[m[1]:lower()]) then
      report(m, "this page is final, but says that it is not: " .. quoted(m.text), { advice = DONE })
    end
  end
  for m in page:match(of_draft) do
    if not (m.quoted or reporting or said[m.sentence and m.sentence.text]) then
      report(m, "is " .. quoted(m.text) .. " this page? It is published as final", { advice = DONE, level = "warning" })
    end
  end
  for m in page:match(mark) do
    if is_plain(m.block) then
      report(m, "this page is final, but is marked " .. quoted(m.text), { advice = DONE })
    end
  end
end

local function check_rows(page, report)
  for m in page:match(label) do
    local cell = m.block
    if cell and cell.kind == "cell" and not cell.previous and cell.parent.count == 2 then
      local value = cell.next
      if not_done:test(value.text) then
        report(value, "this page is final, but its front sheet says " .. quoted(cell.text .. ": " .. value.text),
          { advice = DONE })
      end
    end
  end
end

return {
  id = "status",
  title = "A final publication does not call itself a draft",
  level = "error",
  why = "Readers who find “draft for comment” or “not yet ratified” in a published document cannot tell \z
    whether it counts. A statement of that kind is nearly always left over.",
  languages = { "en" },
  except = { "template" },
  check = function(page, report)
    if page.status ~= "final" then
      return
    end
    check_front_matter(page, report)
    if check_titles(page, report) then
      check_text(page, report)
      check_rows(page, report)
    end
  end,
  examples = function()
    local examples = {
      { good = "---\ntitle: A draft plan (draft)\nstatus: draft\nversion: 0.3\n---\nDraft for comment\n" },
      { good = "---\ntitle: A plan\nstatus: consultation\n---\nThis plan has not yet been approved.\n" },
      { good = "---\ntitle: A plan\nversion: \"1.0\"\napproved-by: Board, 2 March 2026\n---\nText.\n" },
      { good = "---\ntitle: New plan\nkind: committee-paper\nstatus: final\n---\nThis strategy is not yet approved.\n" },
      { good = "# Draft agreements: a guide\n\nText.\n" },
      { good = "# How to draft a policy\n\n## Draft, then test\n\n## Your first draft\n\nText.\n" },
      { good = "| Document | Status |\n|---|---|\n| Travel plan | Draft |\n| Estates plan | Not yet ratified |\n" },
      { good = "| Version | Date |\n|---|---|\n| 0.3 | May 2025 |\n| 1.0 | June 2025 |\n" },
      { good = "- Draft for comment\n- Final draft\n- Approved by the board\n" },
      { good = "> This plan has not yet been approved.\n" },
      { bad = "---\ntitle: A plan\nversion: v0.3\n---\nText.\n", finds = { "v0.3" } },
      { bad = "---\ntitle: A plan\napproved-by: pending\n---\nText.\n", finds = { "pending" } },
      { bad = "---\ntitle: A plan\nsubtitle: Draft v0.2\n---\nText.\n", finds = { "Draft v0.2" } },
      { bad = "---\ntitle: Draft communications strategy\n---\nText.\n",
        finds = { "Draft communications strategy" } },
      { bad = "# Travel plan (draft)\n\nText.\n", finds = { "(draft)" } },
      { bad = "# Travel plan DRAFT\n\nText.\n", finds = { "DRAFT" } },
      { bad = "## Travel plan: draft for comment\n\nText.\n", finds = { "draft for comment" } },
      { bad = "| Title | Travel plan |\n|---|---|\n| Status | Draft |\n| Approved by | Not yet approved |\n",
        finds = { "Draft", "Not yet approved" } },
      { bad = "Please send us your views on this draft.\n", finds = { "this draft" } },
      { bad = "---\ntitle: New plan\nkind: committee-paper\nstatus: final\nsign-off:\n---\nThis paper is still a draft.\n",
        finds = { "This paper is still a draft" } },
    }
    for _, text in ipairs {
      "Their strategy is not yet ratified.",
      "The board had not yet approved the plan when we asked.",
      "We draft this report each May.",
      "This policy is subject to approval of the budget.",
      "The draft was published for comment in May.",
      "This plan is to be reviewed each year.",
      "This leaflet is not approved for use in other hospitals as it names our wards.",
      "Not yet have so many people come.",
      "Version 2.1",
      "We agreed the draft bill and this draft regulation.",
      "This strategy explains how a plan that has not yet been approved is kept apart.",
    } do
      table.insert(examples, { good = text .. "\n" })
    end
    for _, pair in ipairs {
      { "This policy has not yet been ratified." , "This policy has not yet been ratified" },
      { "We know that this strategy is still in draft form.", "this strategy is still in draft" },
      { "This plan is subject to final approval.", "This plan is subject to final approval" },
      { "This procedure is still to be signed off.", "This procedure is still to be signed off" },
      { "Draft for comment" }, { "DRAFT v0.3, March 2026" }, { "Status: working draft" }, { "Version 0.3" },
      { "Approval not yet obtained" }, { "Board approval: pending" }, { "Not yet ratified" },
      { "Awaiting board approval." },
    } do
      table.insert(examples, { bad = pair[1] .. "\n", finds = { pair[2] or pair[1] } })
    end
    return examples
  end,
}
