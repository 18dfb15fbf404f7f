-- Text that somebody meant to fill in. Brackets alone are no evidence: most of
-- them are editorial, so each shape here needs a word or a mark of its own.
-- Patterns are tried together; the earliest match wins and the earlier row at one
-- place, so that "[TODO: add link]" is one finding.

local VERBS = "add|insert|link|hyperlink|footnote|check|confirm|update|replace|delete|remove"
  .. "|complete|enter|attach|amend|verify|include|provide|fill|put|type|choose|select|write"
local FIELDS = "name|date|number|time|address|title|organisation|organization|e-?mail"
  .. "|phone|telephone|role|location|venue|amount|figure|logo|image|photo|picture"
  .. "|chart|graphic|diagram|map|page|url|web address|website|contact|details|year|month|day"
  .. "|signature|postcode|service|trust|department|team|reference"
local QUALIFIERS = "your|the|our|their|a|local|full|first|last|trust|icb|ccg|organisation|[\\w-]+['’]s"
  .. "|contact|lead|job|page|phone|telephone|email|e-mail|web|start|end|launch|publication|reply"
  .. "|review|meeting|council|practice|hospital|department|service|team|author|ward"
local TOKENS = "TBC|TBA|TBD|TODO|FIXME"
local LATER = "to be (?:confirmed|agreed|determined|decided|completed|inserted|added|updated"
  .. "|announced|advised|supplied|provided|finalised)"
-- "to be confirmed" as other languages say it: Welsh, French, Spanish, Italian,
-- Portuguese, German, Polish
local LATER_ELSEWHERE = "i['’]w (?:gadarnhau|gytuno|ychwanegu)|à (?:déterminer|confirmer|compléter"
  .. "|préciser)|por (?:confirmar|determinar|definir)|da (?:confermare|definire|completare)"
  .. "|a confirmar|noch (?:zu klären|offen)|do (?:potwierdzenia|uzupełnienia|ustalenia)"

local shapes = {
  -- In square brackets, whatever else stands there
  { pattern("\\[(?i:\\s*(?:" .. TOKENS .. "|DN|drafting note|placeholder|hold|xx+)\\b)[^\\[\\]\\n]*\\]"),
    "placeholder" },
  { pattern("\\[(?i:\\s*(?:please |to |we (?:need|have) to |need to |links? (?:to )?be )?(?:" .. VERBS
      .. ")s?\\b)[^\\[\\]\\n]*\\]"), "verb" },
  { pattern("\\[(?i:\\s*(?:(?:" .. QUALIFIERS .. ") )*(?:" .. FIELDS
      .. ")s?(?: (?:of|and|or|for|to|here|in|on|tbc|needed|required)\\b[^\\[\\]\\n]*|/[^\\[\\]\\n]*)?\\s*)\\]"),
    "field" },
  { pattern("\\[[^\\[\\]\\n]*(?i:(?<!easy )(?<!hard )(?<!simple )(?<!difficult )to follow|" .. LATER
      .. "|" .. LATER_ELSEWHERE .. "|\\bTB[CAD]|goes here|citation needed|source needed"
      .. "|\\?\\?)[^\\[\\]\\n]{0,40}\\]"), "placeholder" },
  -- One that lost its closing bracket in conversion
  { pattern("\\[(?i:\\s*(?:insert|add|todo|tbc)\\b)[^\\[\\]\\n]{0,80}(?=\\n|$)"), "placeholder" },
  -- In round brackets: only what is nothing else
  { pattern("\\((?i:\\s*(?:(?:link|details?|dates?|figures?|image|more|text|name|number) )?(?:is |are )?"
      .. "(?:to follow|" .. LATER .. "|" .. LATER_ELSEWHERE .. "|(TB[CAD])))\\s*\\)"), "round" },
  { pattern("\\((?i:insert|add) (?i:link|name|date|number|text|image|logo|details|here)\\b[^()\\n]*\\)"),
    "placeholder" },

  -- Page and figure numbers that are still missing
  { pattern("\\bpp?\\.? ?(?:X+|\\?+|_+)(?:[-–](?:X+|\\?+|_+))?(?!\\w)"), "reference" },
  { pattern("\\b[Pp]ages? (?:X+|xx+|\\?{2,}|_+)(?:[-–](?:X+|xx+|\\?+|_+))?(?!\\w)(?! of\\b)"), "reference" },
  { pattern("\\b(?:[Ff]ig(?:ure|\\.)?|[Tt]able|[Cc]hart|[Ff]ootnote) (?:X+|xx+|\\?+|_+)(?!\\w)"), "reference" },
  { pattern("\\b(?:[Aa]ppendix|[Ss]ection|[Aa]nnex|[Pp]aragraph) (?:XX+|xx+|\\?+|_+)(?!\\w)"),
    "numeral" },
  { pattern("\\b(?:[Aa]ppendix|[Ss]ection|[Aa]nnex|[Pp]aragraph) X(?!\\w)"), "perhaps-numeral" },

  -- Tokens
  { pattern("\\b(?:TODO|FIXME)\\b(?!-)"), "token" },
  { pattern("(?<![-\\w/.])(?:TB[CAD]|T\\.B\\.[CAD]\\.?|tb[cad])(?![-\\w/])"), "to-be" },
  { pattern("(?i)\\blinks? to follow\\b(?=\\s*(?:[.,;:)\\n]|$))"), "placeholder" },
  { pattern("\\?{3,}"), "blank" },
  { pattern("À DÉT\\."), "token" },

  -- Blanks and fillers
  { pattern("(?:[£$€] ?(?:X+|xx+)(?:[.,][Xx]+)*(?:m|bn|k)?|(?<![\\w.])(?:X{1,3}|xx+)(?:\\.[Xx]+)? ?%|[£$€]_+)(?!\\w)"),
    "blank" },
  { pattern("\\b(?:XX|xx)[/.-](?:XX|xx|\\d\\d)[/.-](?:[Xx]{2,4}|\\d{2,4})\\b"), "blank" },
  { pattern("\\b0\\d*[ ]?X{3,}(?: X+)*\\b"), "blank" },
  { pattern("\\b(?i:dd/mm/yy(?:yy)?|mm/dd/yyyy|yyyy[-/]mm[-/]dd|dd[-. ](?:mm|mmm|month)[-. ]yyyy)\\b"),
    "date-mask" },
  { pattern("(?<![-\\w,])X{2,}(?![-\\w])"), "crosses" },
  { pattern("(?<![-\\w])x{3,}(?![-\\w])|(?<![-\\w])xx(?= \\p{Ll}{3})"), "blank" },
  { pattern("_{3,}"), "blank" },
  { pattern("\\.{5,}"), "blank" },
  { pattern("\\{\\{[^{}\\n]*\\}\\}"), "placeholder" },
  { pattern("«(?:\\p{L}+_\\w+|\\p{Lu}\\p{Ll}+(?:\\p{Lu}\\p{Ll}*)+|(?i:name|date|address|title))»"),
    "placeholder" },
  { pattern("<(?i:(?:insert|add|your|enter|the)\\b[^<>\\n]{0,60}|(?:[\\p{L}]+ ){0,3}(?:" .. FIELDS
      .. ")(?: here)?)>"), "placeholder" },
  { pattern("(?i)\\blorem ipsum dolor\\b[^\\n]*"), "placeholder" },
  { pattern("(?i)\\bclick (?:or tap )?here to enter (?:text|a date)\\b\\.?"), "placeholder" },
  { pattern("(?i)\\b(?:insert|your|add) (?:text|content|copy) here\\b"), "placeholder" },
  { pattern("Error! (?:Reference source|Bookmark) not (?:found|defined)\\.?"), "placeholder" },
  { pattern("\\b\\p{Lu}{2,}(?:_\\p{Lu}{2,})+\\b"), "mask" },

  -- A link whose destination is a comment is no link
  { pattern("\\[[^\\[\\]\\n]*\\]\\([ \\x1A]*\\)"), "comment-link" },

  -- What reviewers leave behind
  { pattern("(?<!\\w)DN:"), "residue" },
  { pattern("\\bComment \\[\\p{L}{1,4}\\d+\\]:?"), "residue" },
  { pattern("\\{\\+\\+[^\\n]*?\\+\\+\\}|\\{--[^\\n]*?--\\}|\\{~~[^\\n]*?~~\\}|\\{>>[^\\n]*?<<\\}"), "residue" },
  { pattern("(?i)\\bneeds (?:updating|to be updated)(?=\\s*(?:[.)\\]\\n]|$))"), "residue" },
  { pattern("\\[[^\\[\\]\\n]*\\?\\]"), "question" },
}

local patterns = {}
for i, shape in ipairs(shapes) do
  patterns[i] = shape[1]
end

-- Alone in a cell or an item
local lone = {
  { pattern("^\\?+$"), "blank" },
  { pattern("(?i)^(?:" .. LATER .. "|" .. LATER_ELSEWHERE .. "|to follow)\\.?$"), "placeholder" },
  { pattern("(?i)^\\((?:" .. FIELDS .. "|full name|job title)\\)$"), "placeholder" },
  { pattern("(?i)^(?:choose an item|enter text|n\\.n)\\.?$"), "placeholder" },
}

local lone_patterns = {}
for i, shape in ipairs(lone) do
  lone_patterns[i] = shape[1]
end

-- Inside raw HTML, which is searched as it is written
local in_html = {
  { pattern("<t[dh]\\b[^>]*>\\s*(\\?+)\\s*</t[dh]>"), "blank" },
  { pattern("\\b(?:TODO|FIXME|TB[CAD])\\b"), "token" },
  { pattern("\\[(?i:" .. VERBS .. ")\\b[^\\[\\]\\n]*\\]"), "placeholder" },
  { pattern("(?i)\\blorem ipsum dolor\\b"), "placeholder" },
  { pattern("(?<![-\\w\"'])X{2,}(?![-\\w])"), "blank" },
  { pattern("_{3,}"), "blank" },
  { pattern("\\?{3,}"), "blank" },
  { pattern("(?i)\\bhref\\s*=\\s*(?:\"\\s*#?\\s*\"|'\\s*#?\\s*')"), "hollow" },
}
local html_patterns = {}
for i, shape in ipairs(in_html) do
  html_patterns[i] = shape[1]
end
local html_tag = pattern("^</?([A-Za-z][A-Za-z0-9-]*)")
local html_comment = pattern("^<[!?]")
local html_skipped = pattern("(?i)^<(?:script|style|pre|code|textarea)\\b")

local ELEMENTS = {}
for _, name in ipairs {
  "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo",
  "blockquote", "body", "br", "button", "canvas", "caption", "center", "circle", "cite", "code",
  "col", "colgroup", "data", "datalist", "dd", "defs", "del", "details", "dfn", "dialog", "div",
  "dl", "dt", "ellipse", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
  "form", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i",
  "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "line", "link", "main", "map",
  "mark", "math", "menu", "meta", "meter", "nav", "noscript", "object", "ol", "optgroup", "option",
  "output", "p", "param", "path", "picture", "polygon", "polyline", "pre", "progress", "q", "rect",
  "rp", "rt", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
  "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody",
  "td", "template", "text", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track",
  "tspan", "tt", "u", "ul", "use", "var", "video", "wbr",
} do
  ELEMENTS[name] = true
end

local hollow_url = pattern("(?i)^(?:#|(?:https?://|mailto:|tel:)?(?:tb[cad]|todo|xx+|x|link|url|insert\\b.*"
  .. "|add\\b.*|placeholder|your[-_ ]?(?:link|url)|\\?+|_+|https?:/*)/?|https?:/*|mailto:|tel:)$")
local example_url = pattern("(?i)^https?://(?:[\\w-]+\\.)*example\\.(?:com|org|net)(?:[/?#:].*)?$")
local example_mail = pattern("(?i)^mailto:.*@(?:[\\w-]+\\.)*example\\.(?:com|org|net)$")

-- What makes a look-alike innocent
local removed = pattern("(?i)\\b(?:removed|redacted|withheld|changed|anonymi[sz]ed|omitted|deleted|supplied|added by)\\b")
local instruction = pattern("(?i)^\\[\\s*(?:please |to )?(?:add|insert|link|hyperlink|footnote|confirm|check)\\b")
local editorial = pattern("(?i)^\\[\\s*(?:the|a|our|their) ")
local expansion = pattern("\\b(\\p{Lu})[\\w’'-]+ (?:(?:of|and|the|for|in) )*(\\p{Lu})[\\w’'-]+ "
  .. "(?:(?:of|and|the|for|in) )*(\\p{Lu})[\\w’'-]+ \\((TB[CAD])\\)")
local opened = pattern("[\"'“‘]$")
local closed = pattern("^[\"'”’]")
local keys = pattern("(?i)\\b(?:press|key|keys|hit|tap|hold)\\b[^.]*$")
local one_word = pattern("^\\[\\s*\\w+\\s*\\]$")
local numbered = pattern("(?i)^\\[\\s*(?:ref(?:erence)?|link|figure|page|image|map|chart|footnote|update)s?[ ,.:]*\\d")
local about_format = pattern("(?i)\\b(?:format|formatted|form|pattern|syntax|style|mask|like|such as|written as|written|type|enter)\\b")
local roman_before = pattern("(?i)\\b(?:chapter|part|article|title|volume|book|act|schedule|louis|pope|king|queen"
  .. "|century|annex|section|appendix|bowl|type|class|factor|nerve|corps|john|pius|benedict|chromosomes?|karyotype"
  .. "|genotype|sex|size|female)s?[,:]?\\s*$")
local roman_after = pattern("(?i)^\\s*(?:century|chromosomes?|karyotype|genotype|females?|males?|and XY|or XY|olympiad|games"
  .. "|siècle|legion|corps|women|individuals)\\b")
local other_roman = pattern("\\b(?:X[IV]X?I{0,3}|XX[IV]+|VI{2,3}|IV|IX)\\b")
local calendar = pattern("(?i)\\b(?:date|time|venue|location|when|where|meeting|event|room|speaker)s?\\b")
local generator = pattern("\\{%[^\\n]*?%\\}|^\\{:[^\\n]*\\}|(?m:^!!! \\w+)")

local MESSAGES = {
  placeholder = "unresolved placeholder %s",
  verb = "unresolved placeholder %s",
  field = "unresolved placeholder %s",
  round = "unresolved placeholder %s",
  token = "unresolved placeholder %s",
  ["to-be"] = "unresolved placeholder %s",
  mask = "the field mask %s was not filled in",
  ["date-mask"] = "the date mask %s was not filled in",
  blank = "the blank %s was not filled in",
  crosses = "the blank %s was not filled in",
  reference = "the number in %s is missing",
  numeral = "the number in %s is missing",
  ["perhaps-numeral"] = "is the number in %s missing, or is it a ten?",
  ["comment-link"] = "the link %s has a comment instead of a destination",
  residue = "%s looks like a note between authors",
  question = "%s looks like a question that nobody answered",
  hollow = "the link %s leads nowhere",
}
local ADVICE = {
  reference = "Write the number, or let the reference number itself: [](#id).",
  numeral = "Write the number, or let the reference number itself: [](#id).",
  ["perhaps-numeral"] = "Write the number in figures.",
  residue = "Settle it, then delete the note.",
  question = "Answer it, then delete the bracket.",
  hollow = "Give the link its destination, or take the link away.",
  ["comment-link"] = "Give the link its destination.",
}

local function quote(text)
  local shown = text
  if utf8.len(text) > 60 then
    shown = text:sub(1, utf8.offset(text, 58) - 1) .. "…"
  end
  return "\"" .. shown .. "\""
end

local function first(object, shape)
  return object:match(shape)()
end

-- Tokens that the page expands, "Torbay Boat Club (TBC)"; found once a page.
local expanded

local function is_expanded(page, token)
  if not expanded then
    expanded = {}
    for m in page:match(expansion) do
      if m[1] .. m[2] .. m[3] == m[4] then
        expanded[m[4]] = true
      end
    end
  end
  return expanded[token]
end

-- A date or place still open in a table of meetings is news, not a slip.
local function in_calendar(m)
  local block = m.block
  if not block or block.kind ~= "cell" then
    return false
  end
  local header = block.parent.parent:nodes("header")()
  return header ~= nil and calendar:test(header.text)
end

local roman

local function counts_in_roman(page)
  if roman == nil then
    roman = first(page, other_roman) ~= nil
  end
  return roman
end

-- Each takes a match and the page and says "error", "warning" or nil: innocent.
local judges = {}

function judges.verb(m)
  local text = m.text
  if numbered:test(text) or removed:test(text) then
    return nil
  end
  if one_word:test(text) and keys:test(m.before) then
    return nil
  end
  if m.quoted and (one_word:test(text) or not instruction:test(text)) then
    return nil
  end
  return "error"
end

function judges.field(m)
  if m.quoted or removed:test(m.text) then
    return nil
  end
  return editorial:test(m.text) and "warning" or "error"
end

judges["to-be"] = function(m, page)
  if is_expanded(page, m.text) or (opened:test(m.before) and closed:test(m.after)) then
    return nil
  end
  return in_calendar(m) and "warning" or "error"
end

function judges.round(m, page)
  return not (m[1] and is_expanded(page, m[1])) and "error" or nil
end

judges["date-mask"] = function(m)
  return not about_format:test(m.before .. " " .. m.after) and "error" or nil
end

function judges.mask(m)
  if about_format:test(m.before) then
    return nil
  end
  local block = m.block
  local alone = block and (block.kind == "cell" or block.text == m.text)
  return alone and "error" or "warning"
end

function judges.crosses(m, page)
  local short = #m.text < 3
  if short and (roman_before:test(m.before) or roman_after:test(m.after)) then
    return nil
  end
  return not (short and counts_in_roman(page)) and "error" or nil
end

function judges.numeral(_, page)
  return not counts_in_roman(page) and "error" or nil
end

judges["perhaps-numeral"] = function(_, page)
  return not counts_in_roman(page) and "warning" or nil
end

function judges.question(m)
  return not m.quoted and "warning" or nil
end

function judges.residue()
  return "warning"
end

local function say(report, span, shown, class, level)
  report(span, string.format(MESSAGES[class], quote(shown)), {
    level = level,
    advice = ADVICE[class],
  })
end

local function check_text(page, report)
  for m in page:match(patterns) do
    local class = shapes[m.which][2]
    local level = "error"
    if judges[class] then
      level = judges[class](m, page)
    end
    if level then
      say(report, m, m.text, class, level)
    end
  end
end

-- Cells and items that hold nothing but a mark.
local function check_lone(page, report)
  for node in page:nodes("cell", "paragraph") do
    if node.kind == "cell" or (node.parent and node.parent.kind == "item") then
      local m = node:match(lone_patterns)()
      if m then
        local class = lone[m.which][2]
        local level = "error"
        if node.kind == "cell" and in_calendar(m) then
          level = "warning"
        end
        say(report, node, m.text, class, level)
      end
    end
  end
end

local function check_links(page, report)
  for link in page:nodes("link") do
    local url = link.url or ""
    if url == "" or hollow_url:test(url) then
      say(report, link, link.source, "hollow", "error")
    elseif example_url:test(url) then
      say(report, link, link.source, "hollow", "error")
    elseif example_mail:test(url) then
      say(report, link, link.source, "hollow", "warning")
    end
  end
end

-- "<mailbox address here>" is markup to a browser and vanishes from the page.
local function check_tag(node, report)
  local tag = first(node, html_tag)
  if tag and not ELEMENTS[tag[1]:lower()] then
    if tag.text:sub(1, 2) ~= "</" then
      report(node, "unresolved placeholder " .. quote(node.text) .. "; a browser takes it for "
        .. "markup and shows nothing", {
        advice = "Fill it in; to show angle brackets, write &lt; and &gt;.",
      })
    end
    return true
  end
end

local function check_html(page, report)
  for node in page:nodes("html") do
    if not first(node, html_comment) and not first(node, html_skipped)
      and not check_tag(node, report) then
      for m in node:match(html_patterns) do
        say(report, m, m[1] or m.text, in_html[m.which][2], "error")
      end
    end
  end
end

local function check_generators(page, report)
  local m = first(page, generator)
  if m then
    report(m, quote(m.text) .. " is the syntax of another generator and prints as text", {
      level = "warning",
      advice = "Write it in Markdown; there may be more on this page.",
    })
  end
end

return {
  id = "placeholder",
  title = "Nothing is left to fill in",
  level = "error",
  why = "A reader who meets \"[add link]\" or \"page XX\" stops trusting the document, and what "
    .. "was to stand there is missing.",
  advice = "Fill it in, or take it out.",

  check = function(page, report)
    if page.kind == "template" then
      return -- it is meant to keep its fields
    end
    check_text(page, report)
    check_lone(page, report)
    check_links(page, report)
    check_html(page, report)
    check_generators(page, report)
  end,

  examples = {
    { bad = "See our plan [add link].", finds = { "[add link]" }, level = "error" },
    { bad = "We use many channels (see pX).", finds = { "pX" } },
    { bad = "Launch: TBC. Cost: £XX. Lead: \\[TODO: name\\]",
      finds = { "TBC", "£XX", "\\[TODO: name\\]" } },
    { bad = "| Lead | Role |\n|---|---|\n| Ann | ? |\n| JOB_TITLE | Chair |",
      finds = { "?", "JOB_TITLE" } },
    { bad = "Ask for [the form]().", finds = { "[the form]()" } },
    { bad = "Write to <mailbox address here>.", finds = { "<mailbox address here>" } },
    { bad = "| Meeting | Date |\n|---|---|\n| Board | TBC |", finds = { "TBC" }, level = "warning" },
    { bad = "Comment [AB1]: is this right?", finds = { "Comment [AB1]:" }, level = "warning" },
    { good = "“[The patient] was seen [sic] in [2019] EWCA 4 [95% CI 1 to 2] […].”" },
    { good = "- [ ] Book a room\n- [x] Tell the staff\n\nA 16px gap, an XXL shirt, form P45." },
    { good = "She said: “We [include] everyone, and [name removed] agrees.”" },
    { good = "The plan is easy to follow. Chromosome XX. Write dates in the form dd/mm/yyyy." },
    { good = "The Torbay Boat Club (TBC) meets on Mondays. TBC is open to all." },
    { good = "---\nkind: template\n---\n\nDear [name], we meet on [date]." },
    { good = "Run `[add link]` and see:\n\n    pX XX TBC" },
  },
}
