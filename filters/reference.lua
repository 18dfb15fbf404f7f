-- "see Figure 3": is there one in this publication? Numbers run through a publication, so
-- its pages tell each other what they hold. "section 14Z2 of the NHS Act 2006" and "Table 2
-- of the report" are in somebody else's document.

local mention = pattern [=[(?x)
  (?: \bFig(?:ure|\.)?s?\ (?=[A-Z]?\d)(*MARK:figure) | \bTables?\ (?=[A-Z]?\d)(*MARK:table)
    | \bAppendi(?:x|ces)\ (?=[A-Z\d])(*MARK:appendix) | \bAnnex(?:es)?\ (?=[A-Z\d])(*MARK:annex)
    | (?<=[Ss]ee\ |\bin\ |\(see\ )fig(?:ure|\.)?s?\ (?=[A-Z]?\d)(*MARK:figure)
    | (?<=[Ss]ee\ |\bin\ )tables?\ (?=[A-Z]?\d)(*MARK:table)
    | (?<=[Ss]ee\ |\bin\ )appendi(?:x|ces)\ (?=[A-Z\d]\b|\d\d\b)(*MARK:appendix)
    | \b[Ss]ections?\ (?=\d{1,2}\.\d{1,2}\b)(*MARK:section) | (?<=[Ss]ee\ )[Ss]ection\ (?=\d{1,2}\b)(*MARK:section) )
  ( [A-Z]?\d{1,3}(?:\.\d{1,2})*+ | [A-Z](?![\w’']) ) (?![\w%(]|-\w)
  (?: (?:\ and|\ or|\ to|,|–)\ ?( [A-Z]?\d{1,3}(?:\.\d{1,2})*+ | [A-Z](?![\w’']) )(?![\w%]|-\w) )? ]=]
-- What every mention has at its number; most pages have none, and the long pattern tries each
-- word that begins like one of its own.
local number_named = pattern [=[(?x)[A-Z0-9] (?<= [gsexn]\ . | g\.\ . )
  (?<= [Ff]ig\ . | [Ff]igs\ . | [Ff]ig\.\ . | [Ff]ig\.s\ . | igure\ . | igures\ . | [Tt]able\ . | [Tt]ables\ .
    | ppendix\ . | ppendices\ . | nnex\ . | nnexes\ . | ection\ . | ections\ . )]=]
local plural = pattern("^\\w+s \\w")

-- Headings with a number of their own, and captions and lists of appendices typed as text.
local headed = pattern [=[(?x)^(?i:(appendix|annex|section)\ )?([A-Z]?\d{1,2}(?:\.\d{1,2})*|(?<=\ )[A-Z])(?=[\s.:)–-]|$)]=]
local typed = pattern [=[(?x)(?:(?<=\n\n)|(?<=\A)) (?:(Fig)(?:ure|\.)?|Table)\ ([A-Z]?\d{1,3}(?:\.\d{1,2})*)(?:\.|:|\ [–-])(?=\s) ]=]
local listed = pattern [=[(?x)(?:(?<=\n\n)|(?<=\A)) (Appendix|Annex)\ ([A-Z]|\d{1,2})(?=\.\s|:|\ [–-]|,|\n|\z) ]=]
local numbered_caption = pattern [=[(?x)^(?:Fig(?:ure|\.)?|Table|Chart)\ [A-Z]?\d{1,3}(?:\.\d{1,2})*(?:\s*[.:–-])?\s* ]=]
-- "[Ref, 4]" and "[28]", which are not footnotes.
local dangling = pattern [=[(?x)\[(?:[Rr]ef(?:erence)?s?\.?,?\ ?)\d{1,3}\] | (?<![\w\]”"])\[\d{1,3}(?:(?:,\ ?|[–-])\d{1,3})*\](?![(\[:]) ]=]
local is_ref = pattern("^\\[[Rr]ef")
local sources = pattern("(?i)\\b(?:references?|bibliography|sources|notes|endnotes|further reading|citations)\\b")

local of_another = pattern("(?i)^[a-z)]{0,3},? (?:of|from|to) (?!(?:this|our|the) (?:publication|document|strategy|plan|page)\\b)"
  .. "|^[a-z)]{0,3},? in (?:the|that|their|its|his|her|[\\p{Lu}])")
local after_another = pattern("(?i)(?:\\b(?:acts?|regulations?|order|guidance|standards?|report|review|code|toolkit|framework|bill"
  .. "|rules|iso|nice|ng\\d+|directive|constitution|handbook|manual)(?: \\d{4})?(?: \\([^)]*\\))?,?|['’]s) \\(?(?:see )?$")
local after_name = pattern("(?:\\p{Lu}[\\w’']*|[)”\"])(?: \\d{4})?,? \\(?$") -- "the PCN DES, section 4.4"
local law = pattern("\\b(?:Acts?|Regulations|Order|Bill|Directive|Constitution)\\b")

-- "Figures 1 and 2", but not "Figure 1 and 2 people".
local function second_of(m)
  return m[2] and plural:test(m.text) and m[2] or nil
end

local function tell_headings(page, fact)
  for heading in page:nodes("heading", "title") do
    local text = heading.text
    if headed:test(text) then
      local m = heading:match(headed)()
      fact("has", (m[1] or "section"):lower() .. " " .. m[2])
    end
    if sources:test(text) then
      fact("sources", "here")
    end
    local section = heading.parent
    if section and section.kind == "section" and section.number then
      fact("has", "section " .. section.number)
    end
  end
  if page.appendix then
    fact("has", "appendix " .. page.appendix)
    fact("has", "annex " .. page.appendix)
  end
end

local function tell_captions(page, fact)
  for node in page:nodes("figure", "table") do
    if node.label then
      fact("has", node.label:lower(), nil, node)
    end
  end
  for m in page:match(typed) do
    if m.block.kind == "paragraph" then
      fact("typed", (m[1] and "figure " or "table ") .. m[2], m.block.line, m)
    end
  end
  for m in page:match(listed) do
    fact("has", m[1]:lower() .. " " .. m[2])
  end
end

local function mentions(page)
  return page:has(number_named) and page:match(mention) or function() end
end

local function tell_mentions(page, fact)
  for m in mentions(page) do
    local word, second = m.mark, second_of(m)
    fact("cited", word .. " " .. m[1]:lower())
    local from, to = tonumber(m[1]), second and tonumber(second)
    if from and to and to - from < 50 then
      for number = from + 1, to do -- "Figures 1 to 3" names all three
        fact("cited", word .. " " .. string.format("%.0f", number))
      end
    elseif second then
      fact("cited", word .. " " .. second:lower())
    end
  end
  for link in page:nodes("link", "ref") do
    local anchor = link.anchor
    if anchor and anchor ~= "" then
      fact("anchored", anchor)
    end
  end
end

-- ---- Mentions -----------------------------------------------------------------------

local function is_elsewhere(m, word)
  local block = m.block
  if m.link or block and block.kind == "caption" or m.quoted or of_another:test(m.after) or after_another:test(m.before) then
    return true
  end
  return word == "section" and (after_name:test(m.before) or m.sentence and law:test(m.sentence.text))
end

local function is_there(page, key)
  return page:facts("has", key)() or page:facts("typed", key)()
end

local function check_mention(page, m, report)
  local word = m.mark
  local numbers = { m[1], second_of(m) }
  for i = 1, #numbers do
    local key = word .. " " .. numbers[i]
    if not is_there(page, key) and not is_there(page, word .. " " .. numbers[i]:lower()) then
      if not is_elsewhere(m, word) then
        report(m, "there is no " .. word:sub(1, 1):upper() .. word:sub(2) .. " " .. numbers[i]
          .. " in this publication")
      end
      return
    end
  end
end

-- ---- Captions -----------------------------------------------------------------------

local function check_captions(page, report)
  for node in page:nodes("figure", "table") do
    local caption = node.caption
    local own = caption and caption:match(numbered_caption)()
    if own then
      report(own, "“" .. own.text .. "” is typed into a caption, which numbers itself", {
        fix = "",
        advice = "Take it out, or two numbers are printed.",
      })
    end
    local label = node.label
    if caption and label and not page:facts("cited", label:lower())()
      and not (node.id and page:facts("anchored", node.id)()) then
      report(caption, label .. " is never mentioned in the text", {
        level = "warning",
        advice = node.id and "Say where it helps: [](#" .. node.id .. ") prints its name."
          or "Give it an id, {#name} behind its caption, and say where it helps: [](#name).",
      })
    end
  end
end

local function check_typed(page, report)
  for m in page:match(typed) do
    local key = (m[1] and "figure " or "table ") .. m[2]
    local first = page:facts("typed", key)()
    if m.block.kind ~= "paragraph" then
      first = nil -- a caption, which was told of as such
    elseif page:facts("has", key)() then
      report(m, "there is another " .. key .. ": this number is typed, that one counted", {
        advice = "Write \"Figure: …\" or \"Table: …\" below it, which numbers itself.",
      })
    elseif first and not (first.own and first.value == m.block.line) then
      report(m, "there are two captions “" .. m.text .. "”; the other is "
        .. (first.own and "on line " .. first.line or "in " .. first.path .. ", line " .. first.line), {
        advice = "Write \"Figure: …\" or \"Table: …\" below each, which numbers itself.",
      })
    end
  end
end

-- One on each page: they are mostly all of a kind.
local function check_dangling(page, report)
  local listed_here = page:facts("sources", "here")()
  for m in page:match(dangling) do
    local certain = is_ref:test(m.text)
    if not listed_here and not m.link and (certain or not m.quoted) then
      report(m, "“" .. m.text .. "” leads to a list of references that is not there", {
        level = certain and "error" or "warning",
        advice = "Write [^28] for a footnote, with its text as [^28]: … further down.",
      })
      return
    end
  end
end

return {
  id = "reference",
  title = "What the text points to is there",
  level = "error",
  languages = { "en" },
  why = "A reader who is sent to Figure 3 or Appendix C and finds none loses time and trust. The number "
    .. "is often left from an earlier draft.",
  advice = "Write [](#name): it prints the right number and leads there. If another document is meant, "
    .. "say which: “Figure 3 of the report”.",

  collect = function(page, fact)
    tell_headings(page, fact)
    tell_captions(page, fact)
    tell_mentions(page, fact)
  end,

  check = function(page, report)
    for m in mentions(page) do
      check_mention(page, m, report)
    end
    check_captions(page, report)
    check_typed(page, report)
    check_dangling(page, report)
  end,

  examples = function()
    return {
      { good = "As Figure 1 and Table 1 show, we listen.\n\n![Four steps](a.svg)\nFigure: Steps\n\n"
        .. "| a | b |\n|---|---|\n| 1 | 2 |\nTable: Counts" },
      { good = "See [](#steps).\n\n![Four steps](a.svg)\nFigure: Steps {#steps}" },
      { good = "See Figure 3 of the Long Term Plan, Table 2 in the annual report and the report’s Figure 4. "
        .. "In the NHS Long Term Plan 2019 report, Figure 7 has more." },
      { good = "Section 14Z2 of the National Health Service Act 2006, section 242, s.13Q, section 5(2), "
        .. "Schedule 2 of the Act, and under the Act see section 20. "
        .. "The Primary Care Network (PCN) DES, section 4.4." },
      { good = "## Appendix 2: Media\n\n## 4.2 Duties\n\nSee Appendix 2 and section 4.2." },
      { good = "Figure 3: The cycle\n\nAs Figure 3 says, in [2019] EWCA and a [sic] “word [1]”." },
      { good = "We know [3] this.\n\n## References\n\n1. Smith" },
      { good = "Annex A (below) and Appendix B.\n\nAppendix B: Media\n\nAnnex A: Staff" },
      { good = "The figure 2 weeks ago, in figures 2019 and a table 4 people sat at. Vitamin A, Type B." },
      { bad = "We show it (see Figure 3).", finds = { "Figure 3" }, level = "error" },
      { bad = "Table 4 shows it. See Appendix C, and section 4.2 has more.",
        finds = { "Table 4", "Appendix C", "section 4.2" }, level = "error" },
      { bad = "Figures 1 and 2 show it.\n\n![Four steps](a.svg)\nFigure: Steps", finds = { "Figures 1 and 2" } },
      { bad = "![Four steps](a.svg)\nFigure: Steps", finds = { "Figure: Steps" }, level = "warning" },
      { bad = "See Figure 1.\n\n![Four steps](a.svg)\nFigure: Figure 3: Steps", finds = { "Figure 3: " },
        level = "error" },
      { bad = "See Figure 2.\n\nFigure 2: Steps\n\nFigure 2: Stages", finds = { "Figure 2:" } },
      { bad = "See Figure 1.\n\n![Four steps](a.svg)\nFigure: Steps\n\nFigure 1: Stages", finds = { "Figure 1:" } },
      { bad = "It is known [Ref, 4].", finds = { "[Ref, 4]" }, level = "error" },
      { bad = "It is known [28] and said [29].", finds = { "[28]" }, level = "warning" },
    }
  end,
}
