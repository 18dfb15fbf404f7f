-- Notes that no reader sees: in comments, and in front matter. What is printed of front
-- matter is as open as a place in the text, so that alone is an error.

-- Words by which people leave themselves something to do.
local note = pattern([=[(?ix)
  \b(?: todo | to-do | fixme | tb[acd] | (?-i: XXX+ ) ) \b
  | (?-i: \b DN: )
  | \b(?: to | must | should ) [ ] be [ ] (?: %{later} ) \b
  | (?: <!-- | [.!?;:] ) \s*+ (?: please [ ] )?+ \K (?: %{orders} ) \b (?! ['’-] | [ ]on\b )
  | \b(?: check | confirm | agree | clear | discuss | speak | talk ) [ ] (?: this[ ] | it[ ] )?+ (?: with | to ) \b
  | \b(?: check | find[ ]out | ask | not[ ]sure | unsure | unclear ) [ ]
      (?: if | whether | that | who | where | why | when | which | what | how ) \b
  | \bneeds? [ ] (?: %{needs} )
  | \b(?: awaiting | waiting[ ](?: for | on ) | chase | chasing ) (?= [ ] \w )
  | \b(?: before [ ] (?: we[ ] )?+ (?: publi | launch | go(?:ing|es)?[ ]live | it[ ]go | sign-?off )
      | (?: not[ ]for | do[ ]not | don['’]t ) [ ] (?: publi | circulat ) ) \w*+
  | \b(?: draft(?:ing)?[ ]note | note[ ]to[ ](?: self | editor | author | designer | web[ ]team | reviewer ) ) \b
  | \b(?: placeholder | dummy | lorem[ ]ipsum ) \b
  | \b(?: out[ ]of[ ]date | to[ ]follow | still[ ]missing | is[ ]missing | are[ ]missing | not[ ]final ) \b
  | (*MARK:question) \? (?= \s*+ (?: --> | \z ) )
]=], {
  later = "confirmed|agreed|decided|checked|added|updated|completed|written|rewritten|replaced|removed|deleted\z
    |inserted|supplied|provided|finalised|verified|done|reviewed|sourced|determined|announced",
  orders = "check|ask|confirm|add|insert|update|replace|remove|delete|rewrite|reword|verify|query|shorten|expand\z
    |amend|clarify|decide|cite|tidy|fix|revise|revisit",
  needs = "(?:to[ ]be[ ])?+(?:check|confirm|updat|add|replac|rewrit|rework|shorten|clarif|sourc|sign|approv|agree|review\z
    |complet|finish)\\w*+|(?:a|an|some|more|new|better|proper)[ ][\\w-]++|input\\b|evidence\\b|figures\\b|data\\b",
})

-- Comments that speak to programs, and our own waivers.
local directive = pattern([=[(?i)^<!--\s*+(?:concordat-|markdownlint|prettier|textlint|vale\b|alex\b|cspell|spell|lint\b|eslint|toc\b|/toc\b|start doctoc|end doctoc|doctoc|more\s*+-->|excerpt|truncate|spdx|copyright|omit (?:in|from) toc|region\b|endregion\b|#|\[if|%)]=])

-- The same in a value, which must be plainer: a value may be about anything.
local open_value = pattern([=[(?x)
  \b(?: TODO | FIXME | TB[ACD] | XXX+ | T\.B\.[ACD]\. ) (?! \w )
  | ^ (?i: tb[acd] | todo | to[ ]follow | unknown | not[ ]known | name | job[ ]title | \?+ | x{2,} | _+ | \.{3,} | … ) [.?]? $
  | (?i: \b(?: to | still[ ]to ) [ ] be [ ] (?: confirmed | agreed | decided | checked | added | updated | determined | appointed ) \b )
  | (?i: \b(?: check | confirm ) [ ] with \b )
  | ^ \[ [^\]]*+ \] $ | ^ < [^>]*+ > $
  | \?\? | \? $
]=])

-- What the web page or the PDF prints; the rest is for programs and for those who edit.
local PRINTED = { subtitle = true, description = true, owner = true, author = true, version = true }
-- Other rules look at these.
local ELSEWHERE = { title = true, ["approved-by"] = true, ["sign-off"] = true, rules = true }

local function quoted(text)
  return "“" .. shorten(text) .. "”"
end

local function check_comments(page, report)
  for node in page:nodes("html") do
    local source = node.source
    if source:sub(1, 4) == "<!--" and not directive:test(source) then
      local m = node:match(note)()
      if m then
        report(m, m.mark == "question" and "this comment ends with a question"
          or "this comment still has something to do: " .. quoted(m.text), { level = "warning" })
      end
    end
  end
end

-- Texts of front matter at any depth; `path` leads to the value at hand.
local function check_value(page, report, value, level, path)
  if type(value) == "table" then
    for key, inner in pairs(value) do
      table.insert(path, key)
      check_value(page, report, inner, level, path)
      table.remove(path)
    end
  elseif open_value:test(value) then
    local field = page:field(table.unpack(path))
    report(field or page, "“" .. path[1] .. "” is still to be settled: " .. quoted(value), {
      level = level,
      advice = level and "Settle it, or delete the line."
        or "Write what is right, or delete the line: readers see it.",
    })
  end
end

return {
  id = "hidden-note",
  title = "No notes are left out of sight",
  level = "error",
  why = "A comment or a fact that still says “check with Ann” means that somebody is not done yet. \z
    Nobody sees it on the page, so nobody misses it before the document is out.",
  advice = "Settle it, then delete the note. What an editor must know later may stay, if it asks for nothing.",
  except = { "template" },
  check = function(page, report)
    local draft = page.status == "draft"
    if not draft then
      check_comments(page, report)
    end
    for key, value in pairs(page.meta) do
      if PRINTED[key] or not (draft or ELSEWHERE[key]) then
        check_value(page, report, value, (draft or not PRINTED[key]) and "warning" or nil, { key })
      end
    end
  end,
  examples = function()
    local quiet, loud = {
      "The figures come from the annual report of 2025.",
      "Picture by Ann Example, used with permission",
      "markdownlint-disable MD033",
      "concordat-ignore hidden-note: to be confirmed by Ann, A. Example, until 2027-01-31",
      "To check the table, see the annual accounts, page 4.",
      "Last checked by Dee Sample on 12 March 2026.",
      "Do not edit: the export writes this table.",
      "Why this order? Because readers asked for it.",
      "The board added this paragraph in May.",
      "more", "SPDX-License-Identifier: OGL-UK-3.0", "prettier-ignore-start",
      "Check-in times are those of the clinic.",
      "Adding up: the rows count each person once.",
    }, {
      { "TODO: shorten", "TODO" },
      { "check with Ann", "check" },
      { "Good so far. Ask the finance team for the figures.", "Ask" },
      { "Is this right?", "?" },
      { "needs a source", "needs a source" },
      { "The date is to be confirmed by the trust.", "to be confirmed" },
      { "we should speak to the panel about this", "speak to" },
      { "remove before we publish", "remove" },
      { "hide this before publication", "before publication" },
      { "DN: who owns this", "DN:" },
      { "still waiting for the survey", "waiting for" },
      { "this map is out of date", "out of date" },
      { "the table needs updating", "needs updating" },
    }
    local examples = {
      { good = "---\ntitle: T\nstatus: draft\nx-note: TBC\n---\nText.\n\n<!-- TODO: more -->\n" },
      { good = "---\ntitle: T\nowner: Head of estates\nx-code: to-do list\n---\nText.\n" },
      { bad = "---\ntitle: T\nowner: TBC\n---\nText.\n", finds = { "TBC" } },
      { bad = "---\ntitle: T\nstatus: draft\nowner: to be confirmed\n---\nText.\n",
        finds = { "to be confirmed" } },
      { bad = "---\ntitle: T\nx-notes: [fine, \"check with Ann\"]\n---\nText.\n",
        finds = { "check with Ann" } },
      { bad = "---\ntitle: T\nx-contact: { name: \"[name]\" }\n---\nText.\n", finds = { "[name]" } },
    }
    for _, words in ipairs(quiet) do
      table.insert(examples, { good = "Text.\n\n<!-- " .. words .. " -->\n" })
    end
    for _, pair in ipairs(loud) do
      table.insert(examples, { bad = "Text. <!-- " .. pair[1] .. " -->\n", finds = { pair[2] } })
    end
    return examples
  end,
}
