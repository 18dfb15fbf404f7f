-- Headings are the map of a page: readers skim them, and a screen reader lists them.

local abbreviated = pattern([=[(?i)\b(?:etc|ltd|plc|inc|co|jr|sr|st|eds?|[a-z]|\d+)\.$|[.…]\.$]=])
local several = pattern([=[[.!?] +\p{Lu}]=])
local last_mark = pattern([=[[.:]$]=])
local shouted = pattern([=[^\P{Ll}*(?:\p{Lu}{4,}\P{L}+\p{Lu}{2,}|\p{Lu}{2,}\P{L}+\p{Lu}{4,}|\p{Lu}{7,})\P{Ll}*$]=])

local DEEPEST = 4 -- the NHS service manual has no heading below h4

-- The page's title is level 1, so a page starts with level 2.
local function check_level(heading, before, report, options)
  local level = heading.level
  if level > before + 1 then
    report(heading, "a heading of level " .. level .. " follows one of level " .. before
      .. "; level " .. (before + 1) .. " is missing", {
      advice = "Write it with " .. (before + 1) .. " signs: " .. ("#"):rep(before + 1) .. ".",
    })
  elseif level > options.deepest then
    report(heading, "this heading is of level " .. level .. "; " .. options.deepest
      .. " is the deepest", {
      advice = "Put it one level up, or turn it into a bold phrase or a list.",
    })
  end
end

-- The title is the limit that counts: search results and browser tabs cut it off.
-- The title is the limit that counts: search results and browser tabs cut it off.
local function check_length(span, what, text, report, options)
  if #text <= options.characters then
    return
  end
  local length = utf8.len(text)
  if length > options.characters then
    report(span, what .. " has " .. length .. " characters; " .. options.characters
      .. " is the most", {
      level = what == "the title" and "error" or "warning",
      advice = "Keep the words that tell it from the others.",
    })
  end
end

local function check_writing(heading, text, report)
  if shouted:test(text) then
    report(heading, "this heading is all in capitals", {
      level = "warning",
      advice = "Capitalise the first word and names only: capitals are slow to read, and some "
        .. "screen readers spell them.",
    })
  end
  local last = text:byte(-1)
  if (last == 46 or last == 58) and not abbreviated:test(text) and not several:test(text) then
    local mark = heading:match(last_mark)()
    report(mark or heading, "a heading does not end in “" .. string.char(last) .. "”", {
      level = "warning",
      fix = mark and "" or nil,
      certain = true,
      advice = "Take it away.",
    })
  end
end

local function outer(heading)
  local section = heading.parent
  return section and section.parent
end

-- `seen`: the last heading of each text.
local function check_twin(heading, text, seen, report)
  local key = text:lower()
  local twin = seen[key]
  seen[key] = heading
  if twin and twin.level == heading.level and outer(twin) == outer(heading) then
    report(heading, "there are two headings “" .. text .. "” here; the other is on line "
      .. twin.line, {
      level = "warning",
      advice = "Say in each what its part adds, so that a list of headings tells them apart.",
    })
  end
end

return {
  id = "heading",
  title = "Headings are a good map",
  level = "error",
  why = "Readers skim headings, and screen readers list them, to find their place. A level that "
    .. "is skipped looks like a lost part; a long, shouted or doubled heading does not guide.",
  options = { characters = 65, deepest = DEEPEST },

  check = function(page, report, options)
    local before, seen = 1, {}
    for heading in page:nodes("title", "heading") do
      local text = heading.text
      if heading.kind == "title" then
        if not heading.parent then
          check_length(heading, "the title", text, report, options)
        end
      else
        check_level(heading, before, report, options)
        before = heading.level
        check_length(heading, "this heading", text, report, options)
        check_writing(heading, text, report)
        check_twin(heading, text, seen, report)
      end
    end
  end,

  examples = function()
    return {
      { good = "# Plan\n\n## Aims\n\n### First aim\n\n#### Detail\n\n## Steps\n\n### First step" },
      { good = "## NHS\n\n## NHS CHC and ICB\n\n## What is a PCN?\n\n## Acme Ltd.\n\n## And so on …" },
      { good = "## North\n\n### Contact\n\n## South\n\n### Contact" },
      { good = "## We listen. We act." },
      { bad = "# Plan\n\n### Aims", finds = { "### Aims" }, level = "error" },
      { bad = "# Plan\n\n## A\n\n### B\n\n#### C\n\n##### D", finds = { "##### D" }, level = "error" },
      { bad = "# Aims and objectives", options = { characters = 10 }, level = "error" },
      { bad = "## Aims and objectives", options = { characters = 10 }, level = "warning" },
      { bad = "## PURPOSE OF THE PLAN\n\n## INTRODUCTION", level = "warning",
        finds = { "## PURPOSE OF THE PLAN", "## INTRODUCTION" } },
      { bad = "## Our aims:\n\n## Our steps.", finds = { ":", "." }, level = "warning" },
      { bad = "## Aims\n\n## Steps\n\n## aims", finds = { "## aims" }, level = "warning" },
    }
  end,
}
