-- What reviewers and word processors leave behind: notes between authors, tracked
-- changes, marks of a merge. It is an error where nothing else looks so.

local shapes = pattern([=[(?x)
    (?<!<) <{7} (?: [ ] \S+ )? (*:conflict)
  | \{\+\+ [^\n]*? \+\+\} (*:change) | \{-- [^\n]*? --\} (*:change)
  # its tildes are strikethrough to Markdown
  | \{ (?:~~)? [^{}\n]*? ~> [^{}\n]*? \} (*:change) | \{>> [^\n]*? <<\} (*:change)
  | \[ Comment(?:ed)? [ ] [A-Z]{1,4}[0-9]+ (?:R[0-9]+)? \] :? (*:comment)
  | Comment(?:ed)? [ ] \[ [A-Z]{1,4}[0-9]+ (?:R[0-9]+)? \] :? (*:comment)
  | (?:Formatted|Deleted|Inserted|Moved[ ](?:from|to)) (?:[ ]\[ [^\]\n]+ \])? :[ ]
    (?: Font: | Left | Right | Indent: | Normal | List[ ]Paragraph | Heading[ ][0-9] | Numbered
      | Bulleted | Space[ ] | (?:Not[ ])?Highlight | Superscript | English[ ]\( | ¶ | [“"'‘] )
    (*:tracked)
  | (?<![\w\[/]) DN: (*:note)
  | [A-Z]{2,3} [ ] (?=[cnq]) (?: comment | note | query | question )s?: (*:note)
  | [(\[] [A-Z]{2,3} [ ]to[ ] (?: check | confirm | update | add | write | draft | review | supply
      | advise | rewrite | complete | provide ) \b [^\[\]()\n]* [)\]] (*:note)
]=])
local outdated = phrases {
  "needs updating", "need updating", "needs rewriting", "needs redrafting",
}
local ends = pattern("^\\s*(?:[.;)\\]]|$|\\n)")
-- letters that are an office, not a person
local office = pattern("^[(\\[]?(?:GP|HR|IT|UK|EU|US|PA|PM|MP|AI|QA|UX|BA|PO|IG|ED|TV|PC|ID|MS|NHS|CQC|LA|GPS|CEO)\\b")
local mentioned = pattern("(?i)[“\"‘'\\w]$|\\b(?:search for|look for|such as|like|marked|called) ?$")

local LEVELS = { conflict = "error", change = "error", comment = "error" }
local MESSAGES = {
  conflict = "%s is left over from merging two versions",
  change = "the tracked change %s was neither accepted nor rejected",
  comment = "the comment mark %s of a word processor is left over",
  tracked = "%s looks like the note of a tracked change",
  note = "%s looks like a note between authors",
  outdated = "%s looks like a note between authors",
}
local ADVICE = {
  conflict = "Keep the right version, and delete the other and the marks.",
  change = "Accept or reject it, and delete the marks.",
  comment = "Settle it, then delete the comment with its mark.",
}

local function say(report, m, class)
  report(m, string.format(MESSAGES[class], "\"" .. shorten(m.text) .. "\""), {
    level = LEVELS[class] or "warning", advice = ADVICE[class],
  })
end

return {
  id = "reviewer-residue",
  title = "No notes of authors and reviewers are left",
  level = "error",
  why = "Notes between colleagues were not written for the public. They show that the text is not \z
    finished, and some should never be read outside.",
  advice = "Settle it, then delete the note.",
  baseline = "draft",

  check = function(page, report)
    for m in page:match(shapes) do
      if not mentioned:test(m.before) and not (m.mark == "note" and office:test(m.text)) then
        say(report, m, m.mark)
      end
    end
    for m in page:find(outdated) do
      if ends:test(m.after) then
        say(report, m, "outdated")
      end
    end
  end,

  examples = function()
    return {
      { bad = "Comment [AB1]: is this right? Commented [JS12R3]: yes.", level = "error",
        finds = { "Comment [AB1]:", "Commented [JS12R3]:" } },
      { bad = "We have 40 {++or 42++} {--old--} {~~staff~>people~~}{>>check<<} here.", level = "error",
        finds = { "{++or 42++}", "{--old--}", "{~~staff~>people~~}", "{>>check<<}" } },
      { bad = "Our aim is this.\n\n<<<<<<< HEAD\nWe care.\n=======\nWe cure.\n>>>>>>> draft",
        finds = { "<<<<<<< HEAD" }, level = "error" },
      { bad = "DN: the board has not seen this. AW comment: too long. The cost is high (JS to check).",
        finds = { "DN:", "AW comment:", "(JS to check)" }, level = "warning" },
      { bad = "Formatted: Font: Bold\n\nDeleted: “the old text”", level = "warning",
        finds = { "Formatted: Font:", "Deleted: “" } },
      { bad = "This part needs updating.", finds = { "needs updating" }, level = "warning" },
      { good = "The plan needs updating every year. Deleted: 4 files. HR note: leave is paid." },
      { good = "Action: JS to check the figures (GP to confirm). Comment on the plan [1]." },
      { good = "Write notes as “DN: check this” in a draft only, or `{++new++}` in code." },
    }
  end,
}
