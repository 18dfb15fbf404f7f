-- What is there and holds nothing: a section, an item, a link, a cell. A blank may be
-- meant (a calendar, a comparison), so a cell needs a reason to be full.

local comment_only = pattern("^[^\\n]*\\n?(?:[ \\t]*(?:=+|-+)[ \\t]*\\n)?(?:\\s|<!--(?s:.*?)-->)*$")
local bare_item = pattern("^(?:[-*+]|[0-9]+[.)])?\\s*(?:\\[[ xX]?\\])?\\s*(?:<!--(?s:.*?)-->)?\\s*$")
local blank = pattern("^[\\s|]*$")
local elsewhere = pattern("^[a-z]+:") -- of our own pages an empty link prints the title
local picture = pattern("!\\[") -- its alternative is the link's text, as `figure` checks
local must_be_full = pattern("(?:^| )complete(?: |$)")
local of_approval = pattern("(?i)\\b(?:approved|signed|ratified|sign-?off)\\b")

-- A run of so many headings is a list of contents that was made of headings.
local CONTENTS = 3
local FEWEST_ROWS = 4

local function is_blank(node)
  return node.text == "" and not node.pictured and blank:test(node.source)
end

-- ---- Sections -----------------------------------------------------------------------

local function is_bare(section)
  local heading = section:children()()
  return heading ~= nil and heading.kind == "heading" and heading.next == nil
    and not heading.pictured and heading:nodes("link")() == nil and comment_only:test(section.source)
end

-- Bare sections in a row, this one included; counted once, from the first of them.
local function run_length(section)
  local count = 0
  while section and section.kind == "section" and is_bare(section) do
    count = count + 1
    section = section.next
  end
  return count
end

local function check_sections(page, report)
  local left, level = 0, nil
  for section in page:sections() do
    if is_bare(section) then
      if left == 0 then
        left = run_length(section)
        level = left >= CONTENTS and "warning" or "error"
      end
      local heading = section:children()()
      report(heading, "the section \"" .. heading.text .. "\" has no text", {
        level = level,
        advice = "Write it, or take the heading out; a list of contents is a list, or [[toc]].",
      })
      left = left - 1
    end
  end
end

-- ---- Items and links ----------------------------------------------------------------

local function check_small(page, report)
  for node in page:nodes("item", "link") do
    if node.text == "" and not node.pictured then
      if node.kind == "link" and elsewhere:test(node.url or "")
        and not picture:test(node.source) then
        report(node, "the link " .. node.source .. " has no text", {
          advice = "Say in the brackets where it leads; screen readers say the text only.",
        })
      elseif node.kind == "item" and bare_item:test(node.source) then
        report(node, "an item of this list is empty", { advice = "Write it, or take it out." })
      end
    end
  end
end

-- ---- Cells --------------------------------------------------------------------------

-- The blank cells of the body, and how many rows there are.
local function blanks_of(body)
  local blanks, rows = {}, 0
  for row in body:nodes("row") do
    rows = rows + 1
    for cell in row:children() do
      if is_blank(cell) then
        blanks[#blanks + 1] = cell
      end
    end
  end
  return blanks, rows
end

local function check_table(body, report)
  local header = body:nodes("header")()
  local blanks, rows = blanks_of(body)
  local level, why
  if must_be_full:test(body.class or "") then
    level, why = "error", "this table is to be complete, and a cell is empty"
  elseif header and of_approval:test(header.text) then
    level, why = "warning", "a cell of this table of approvals is empty"
  elseif #blanks == 1 and rows >= FEWEST_ROWS and blanks[1].previous then
    level, why = "warning", "this is the only empty cell of its table"
  end
  for _, cell in ipairs(level and blanks or {}) do
    report(cell, why, { level = level, advice = "Fill it in, or write \"none\" or \"not applicable\"." })
  end
end

return {
  id = "empty",
  title = "Nothing is empty",
  level = "error",
  why = "A heading without text or an empty cell makes readers look for what is not there; people \z
    who listen to the page cannot tell a slip from a choice.",
  advice = "Fill it in, or take it out.",
  except = { "template" },

  check = function(page, report)
    check_sections(page, report)
    check_small(page, report)
    for body in page:nodes("table") do
      check_table(body, report)
    end
  end,

  examples = function()
    return {
      { bad = "# A\n\nText.\n\n## Aims\n\n## Costs\n\nLow.\n\n## End\n\n<!-- to write -->\n",
        finds = { "## Aims", "## End" }, level = "error" },
      { bad = "## One\n\n## Two\n\n## Three\n\n# Rest\n\nText.", level = "warning",
        finds = { "## One", "## Two", "## Three" } },
      { bad = "- One\n-\n- Three", finds = { "-" } },
      { bad = "See [](https://www.nhs.uk).", finds = { "[](https://www.nhs.uk)" } },
      { bad = "| Role | Name |\n|---|---|\n| Chair | Ann |\n| Clerk | |\n| Lead | Jo |\n| Carer | Al |",
        level = "warning" },
      { bad = "| Approved by | Date |\n|---|---|\n| Board | |", level = "warning" },
      { bad = "| A | B |\n|---|---|\n| 1 | |\n\nTable: Names {.complete}", level = "error" },
      { good = "## Aims\n\n### First\n\nText.\n\n## [Guide](https://www.nhs.uk)\n\n## Costs\n\n![Chart](a.png)" },
      { good = "| Day | Am | Pm |\n|---|---|---|\n| Mon | x | |\n| Tue | | x |\n| Wed | x | |\n| Thu | x | x |" },
      { good = "- [ ] Book a room\n- ![A room](a.png)\n\n[](#one)\n\n## One {#one}\n\nText." },
    }
  end,
}
