-- Passages that say the same twice: sentences and paragraphs of a page that share much of
-- their wording, and long paragraphs that stand on two pages of a publication. What stands
-- on three pages or more is a standard text and meant to.

local LONG = 40 -- words, from which a paragraph counts across pages
local MOST_PAGES = 2
local MOST_FACTS = 20
local VERBATIM = 0.85 -- from which even parallel items count

local function list_of(block)
  local item = block.parent
  return item and item.kind == "item" and item.parent or nil
end

-- Items of one list are alike on purpose, and so are sentences that build on each other.
local function is_parallel(later, earlier, ratio)
  if ratio >= VERBATIM then
    return false
  end
  local list = list_of(later)
  return later == earlier or (list ~= nil and list == list_of(earlier))
end

local function say(report, span, what, line, ratio)
  local how = ratio == 1 and "repeats" or "says nearly the same as"
  report(span, "this " .. what .. " " .. how .. " the one in line " .. line)
end

local function check_blocks(page, report, options)
  local found = {}
  for later, earlier, ratio in page:similar("block", options.paragraph) do
    if not is_parallel(later, earlier, ratio) then
      say(report, later, "paragraph", earlier.line, ratio)
      found[#found + 1] = later
    end
  end
  return found
end

-- Not those in a paragraph that was reported as a whole; both lists are in text order.
local function check_sentences(page, report, options, blocks)
  local at = 1
  for later, earlier, ratio in page:similar("sentence", options.sentence) do
    local block, other = later.block, earlier.block
    while blocks[at] and blocks[at] < block do
      at = at + 1
    end
    if blocks[at] ~= block and not is_parallel(block, other, ratio) then
      say(report, later, "sentence", other.line, ratio)
    end
  end
end

-- Where the paragraph stood on a page before this one; nil if on none, false if on many.
local function before(page, key, words)
  local place, pages, path, own, looked = nil, 0, nil, false, 0
  for fact in page:facts("passage", key) do
    looked = looked + 1
    if fact.path ~= path then
      path = fact.path
      pages = pages + 1
    end
    if pages > MOST_PAGES or looked > MOST_FACTS then
      return false
    end
    own = own or fact.own
    if not own and math.abs(fact.value - words) * 4 <= words then
      place = place or fact
    end
  end
  return place
end

return {
  id = "repeated",
  title = "Nothing is said twice",
  level = "warning",
  languages = { "en" },
  except = { "easy-read", "template" },
  why = "Readers stop to look for the difference. And when one of the two is changed, the other is "
    .. "forgotten, and the document contradicts itself.",
  advice = "Keep it where readers look for it, and link to it from the other place.",
  options = { sentence = 0.35, paragraph = 0.4, pages = true },

  collect = function(page, fact)
    for block, words, key, second in page:signatures(LONG) do
      fact("passage", key, words, block)
      fact("passage", second, words, block)
    end
  end,

  check = function(page, report, options)
    check_sentences(page, report, options, check_blocks(page, report, options))
    if not options.pages then
      return
    end
    for block, words, key, second in page:signatures(LONG) do
      local there = before(page, key, words)
      if there == nil then
        there = before(page, second, words)
      end
      if there then
        report(block, "this paragraph stands on another page, too: " .. there.path
          .. ", line " .. there.line)
      end
    end
  end,

  examples = function()
    local words = "we will work with our partners and the people who live here to plan each new service"
    return {
      {
        good = "We ask people what they think of our services. The board meets in public each month.",
      },
      { good = "- We will ask people who use our services in Ennerby what they think.\n"
        .. "- We will ask people who use our services in Harle what they think." },
      { good = "## " .. words .. "\n\nIn this way " .. words .. ", and say what changed." },
      { good = "---\nkind: easy-read\n---\n\nT" .. words .. ".\n\nT" .. words .. "." },
      { good = "| " .. words .. " |\n|---|\n| " .. words .. " |" },
      {
        bad = "First, " .. words .. ".\n\nThe board meets each month.\n\nSecond, " .. words .. ".",
        finds = { "Second, " .. words .. "." },
      },
      {
        bad = "The board meets each month in the town hall, and you can come. First, " .. words
          .. ".\n\nBring your letter, and bring a friend if you like to come with one. Second, "
          .. words .. ". Then ring us on the day before you come to see a nurse or a doctor here.",
        finds = { "Second, " .. words .. "." },
      },
      {
        bad = "- First, " .. words .. ".\n- First, " .. words .. ".",
        finds = { "First, " .. words .. "." },
      },
    }
  end,
}
