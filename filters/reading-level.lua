-- The level is an average over sentences, so it says where to work first. It is a
-- report and not a gate: the same text scores three grades apart in two tools,
-- and the NHS advises against formulas except to set priorities.

local function tenth(number)
  return string.format("%.1f", number)
end

-- Pupils of grade g are g + 5 years old; the UK speaks of reading age.
local function age(grade)
  return math.floor(math.max(grade, 0) + 5.5)
end

local function scores(stats)
  local parts = {
    "Flesch-Kincaid grade " .. tenth(stats.kincaid),
    "Flesch ease " .. tenth(stats.flesch),
  }
  if stats.smog then
    table.insert(parts, 2, "SMOG " .. tenth(stats.smog))
  end
  return table.concat(parts, ", ")
end

local function counts(stats)
  return stats.words .. " words in " .. stats.sentences .. " sentences, "
    .. tenth(stats.words / stats.sentences) .. " words a sentence, "
    .. string.format("%.0f", 100 * stats.polysyllables / stats.words)
    .. " % of words with three syllables or more"
end

-- What would lower the score most: the shorter road of two.
local function advice(stats)
  if stats.words / stats.sentences > 18 then
    return "Split the long sentences first."
  end
  return "Use shorter words first: plain ones for those of three syllables or more."
end

local function long_enough(stats, options)
  return stats.words >= options.least_words and stats.sentences >= options.least_sentences
end

return {
  id = "reading-level",
  title = "The text can be read by most people",
  level = "warning",
  why = "The average reading age in the UK is 9 to 11; NHS text aims at that, and at 11 to 14 "
    .. "where the matter needs it. A high level shows where readers will give up.",
  options = {
    age = 14,
    least_words = 100,
    least_sentences = 5,
    kinds = { ["easy-read"] = { age = 9 } },
  },

  check = function(page, report, options)
    local whole = page.stats
    if long_enough(whole, options) and age(whole.kincaid) > options.age then
      report(page, "this page asks for a reading age of " .. age(whole.kincaid) .. "; "
        .. options.age .. " is the aim (" .. scores(whole) .. "; " .. counts(whole) .. ")", {
        advice = advice(whole) .. " (" .. whole.policy .. ")",
      })
    end
    for section in page:sections() do
      local own = section.own
      if long_enough(own, options) and age(own.kincaid) > options.age then
        local heading = section:nodes("heading")()
        report(heading or section, "this section asks for a reading age of " .. age(own.kincaid)
          .. "; " .. options.age .. " is the aim (" .. scores(own) .. "; " .. counts(own) .. ")", {
          advice = advice(own),
        })
      end
    end
  end,

  examples = {
    { good = "# Call us\n\nYou can call us. We are here to help. We speak your language. "
        .. "Ask for a nurse. She will call you back.",
      options = { least_words = 10 } },
    { good = "Participation." }, -- too short to say
    {
      bad = "# Plan\n\n## Introduction\n\nThe organisation will facilitate comprehensive participation. "
        .. "Representative communities contribute to strategic decision-making. "
        .. "Commissioning responsibilities necessitate considerable collaboration. "
        .. "Statutory consultation requirements are administered accordingly. "
        .. "Accountability arrangements demonstrate organisational transparency.",
      options = { least_words = 10 },
      finds = { "# Plan", "## Introduction" },
    },
  },
}
