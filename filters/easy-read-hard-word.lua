-- Words that an easy-read text has to explain, or do without.
local hard = phrases "easy-read-hard-words.yaml"
local number = pattern("^[\\d +()£:.,-]+$|@")

local function singular(text)
  return text:sub(-1) == "s" and text:sub(-2) ~= "ss" and text:sub(1, -2) or text
end

-- The last word of a term: "the panel is" explains "People's Panel".
local function heart(text)
  local at = 1
  for i = 1, #text do
    if text:byte(i) == 32 then
      at = i + 1
    end
  end
  return singular(text:sub(at))
end

local function mentions(sentence, word)
  for other in sentence:words() do
    if singular(other.lower) == word then
      return true
    end
  end
  return false
end

-- Does the sentence after the one it stands in speak of it?
local function is_explained(node, term)
  local word = node:words()()
  local after = word and word.sentence and word.sentence.next
  return not word or (after ~= nil and mentions(after, heart(term)))
end

local function glossary(page)
  local terms, any = {}, false
  for node in page:nodes("term") do
    terms[singular(node.text:lower())] = true
    any = true
  end
  return terms, any
end

local function check_bold(page, report)
  local seen, terms, any = {}, glossary(page)
  for node in page:nodes("strong") do
    local term = singular(node.text:lower())
    if not seen[term] and not number:test(term) then
      seen[term] = true
      if not is_explained(node, term) then
        report(node, 'the hard word "' .. node.text .. '" is not explained in the next sentence',
          { advice = 'Write next: "' .. node.text .. ' means …". Thick letters are for hard words only.' })
      end
      if not terms[term] then
        report(node, 'the hard word "' .. node.text .. '" is not in the list of hard words',
          { level = any and "error" or "warning",
            advice = "Add it at the end of the page: the word, and on the next line `: what it means`." })
      end
    end
  end
  return seen
end

return {
  id = "easy-read-hard-word",
  title = "In easy read, a hard word is explained at once and listed",
  level = "error",
  why = "Some words cannot be avoided. Thick letters say: this is a hard word, and the next "
    .. "sentence tells you what it means. The list at the end is there for those who come back to it.",
  only = { "easy-read" },
  languages = { "en" },

  check = function(page, report)
    local bold = check_bold(page, report)
    local told = {}
    for match in page:find(hard) do
      local word = match.entry.phrase or match.text:lower()
      local block = match.block
      if not told[word] and not bold[singular(match.text:lower())] and block and block.kind == "paragraph"
        and block.parent.kind == "words" then
        told[word] = true
        report(match, '"' .. match.text .. '" is a hard word that is not explained', {
          level = "warning",
          advice = match.entry.use and 'Write "' .. match.entry.use .. '", or put the word in thick letters and explain it.'
            or "Put it in thick letters and explain it in the next sentence.",
        })
      end
    end
  end,

  examples = function()
    local start = "---\nkind: easy-read\n---\n\n::: idea\n![People](picture:people)\n\n"
    local finish = "\n:::\n\n## Hard words\n\nPartnership\n: A group that works together.\n"
    return {
      { good = start .. "We are a **partnership**. A partnership is a group that works together." .. finish },
      { good = start .. "We have many **partnerships**. Partnerships are groups that work together." .. finish },
      { good = start .. "Call **01632 960147** now." .. finish },
      {
        bad = start .. "We are a **partnership**. We work in the north." .. finish,
        finds = { "**partnership**" }, level = "error",
      },
      {
        bad = start .. "We send a **survey**. A survey is a list of questions." .. finish,
        finds = { "**survey**" }, level = "error",
      },
      { bad = start .. "We will consult on governance.\n:::\n", finds = { "consult", "governance" }, level = "warning" },
    }
  end,
}
