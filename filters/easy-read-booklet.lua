local formats = pattern("(?i)\\b(?:large print|audio|braille|sign language|bsl|another (?:way|language|format)|other (?:formats|languages)|read (?:it )?aloud)\\b")
local dated = pattern("(?i)\\b%{month} \\d{4}\\b", { month = dates.any_month })
local phone_or_mail = pattern("^(?:tel|mailto|sms):")
local page_link = pattern("\\.(?:md|html)(?:#.*)?$")

local function has_link(page, shape)
  for link in page:nodes("link") do
    if link.url and shape:test(link.url) then
      return true
    end
  end
  for ref in page:nodes("ref") do
    if shape == page_link and ref.url then
      return true
    end
  end
  return false
end

local function ideas_of(page)
  local count = 0
  for _ in page:nodes("idea") do
    count = count + 1
  end
  return count
end

local MISSING = {
  contact = { "this easy-read page does not say how to get in touch",
    "Add an idea with a phone number or an e-mail address as a link: `[01632 960147](tel:+441632960147)`." },
  full = { "this easy-read page does not lead to the full version",
    "Add an idea that links to it: `You can [read the full plan](index.md).`" },
  formats = { "this easy-read page does not say which other formats there are",
    "Add an idea: \"You can ask for this booklet in large print, in sound or in another language.\"" },
  date = { "this easy-read page does not say when it was written",
    "Write the month and year at the end, or `edition:` in the front matter." },
}

local function demand(page, report, found, what)
  if not found then
    report(page, MISSING[what][1], { level = "warning", advice = MISSING[what][2] })
  end
end

return {
  id = "easy-read-booklet",
  title = "An easy-read booklet is short and says where to turn",
  level = "error",
  why = "An easy-read booklet is often all that its reader gets. It must be short enough to "
    .. "finish, and say whom to ask, where the rest is and when it was written. Government "
    .. "guidance allows 24 pages.",
  only = { "easy-read" },
  languages = { "en" },
  options = { ideas = 70, words = 1000 },

  check = function(page, report, options)
    local ideas, words = ideas_of(page), page.stats.words
    if ideas > options.ideas then
      report(page, "this booklet has " .. ideas .. " ideas; " .. options.ideas .. " fill 24 pages",
        { advice = "Keep what readers have to know or can do, and leave the rest to the full version." })
    end
    if words > options.words then
      report(page, "this booklet has " .. words .. " words; " .. options.words .. " is the most",
        { level = "warning", advice = "Keep what readers have to know or can do." })
    end
    demand(page, report, has_link(page, phone_or_mail), "contact")
    demand(page, report, has_link(page, page_link), "full")
    demand(page, report, page:match(formats)() ~= nil, "formats")
    demand(page, report, page.meta.edition ~= nil or page:match(dated)() ~= nil, "date")
  end,

  examples = function()
    local start = "---\nkind: easy-read\nedition: 2026-03-02\n---\n\n"
    local good = "Phone [01632 960147](tel:+441632960147). Read [the full plan](index.md). Ask for large print.\n"
    return {
      { good = start .. good },
      { bad = start .. "Read [the full plan](index.md). Ask for large print.", level = "warning" },
      { bad = start .. "Phone [01632 960147](tel:+441632960147). Ask for large print.", level = "warning" },
      { bad = start .. "Phone [01632 960147](tel:+441632960147). Read [the full plan](index.md).", level = "warning" },
      { bad = "---\nkind: easy-read\n---\n\n" .. good, level = "warning" },
      { good = "---\nkind: easy-read\n---\n\n" .. good .. "\nWe wrote this in March 2026." },
      { bad = start .. good, options = { words = 8 }, level = "warning" },
      {
        bad = start .. good .. "\n::: idea\n![An ear](picture:ear)\n\nWe listen.\n:::",
        options = { ideas = 0 }, level = "error",
      },
    }
  end,
}
