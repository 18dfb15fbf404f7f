-- The NHS service manual asks for paragraphs of 3 sentences at most, GOV.UK for 5 lines.
-- The aim is a warning; what no reader should meet is an error: more than 5 sentences,
-- or more words than 5 sentences may have.

local INNOCENT = { quote = true, note = true }

-- Somebody's words stay as they were said; a source in a note is full of stops.
local function is_excused(paragraph)
  local outer = paragraph.parent
  while outer do
    if INNOCENT[outer.kind] then
      return true
    end
    outer = outer.parent
  end
end

-- What is over its limit, and the limit.
local function excess(sentences, words, most_sentences, most_words)
  if sentences > most_sentences then
    return sentences .. " sentences; " .. most_sentences
  elseif words > most_words then
    return words .. " words; " .. most_words
  end
end

return {
  id = "paragraph-length",
  title = "Paragraphs are short",
  except = { "easy-read" }, -- easy-read-idea counts there
  level = "error",
  why = "A long block of text is skipped on a phone and looks like work on paper. One idea a "
    .. "paragraph lets readers find what they need: the NHS aims at 3 sentences at most.",
  advice = "Start a new paragraph where a new idea starts; leave out what readers do not need.",
  options = { sentences = 3, words = 100, most_sentences = 5, most_words = 125 },

  check = function(page, report, options)
    for paragraph in page:nodes("paragraph") do
      local words = paragraph.word_count
      local sentences = words > options.sentences and paragraph.sentence_count or 1
      local aim = excess(sentences, words, options.sentences, options.words)
      if aim and not is_excused(paragraph) then
        local most = excess(sentences, words, options.most_sentences, options.most_words)
        report(paragraph, "this paragraph has " .. (most and most .. " is the most" or aim .. " is the aim"), {
          level = most and "error" or "warning",
        })
      end
    end
  end,

  examples = function()
    return {
      { good = "We listen to people. We act on what they say. We tell them what changed." },
      { good = "> We came in spring. We were heard. We came in summer. We were heard again. It was good." },
      { good = "We listen.[^1]\n\n[^1]: Smith A. Listening to people. Oxford. Blank Press. 2019. Pages 3 to 9." },
      { bad = "We listen to people here. We act on what they say. We tell them what changed. We thank them.",
        level = "warning" },
      { bad = "We listen to people. We act on it. We tell them. We thank them. We ask again. We act again.",
        level = "error" },
      { bad = "We listen to the people who use what we run, and we act on what they say to us.",
        options = { words = 10 }, level = "warning" },
      { bad = "We listen to the people who use what we run, and we act on what they say to us.",
        options = { words = 10, most_words = 15 }, level = "error" },
    }
  end,
}
