-- Words that British English does not know. A false alarm costs more trust than a slip
-- costs face, so names pass: a word with a capital inside a sentence, a cell or a heading
-- is one, unless it is long, stands once on the page and is one slip away from a word.

local MOST_FORMS = 20 -- suggestions take time; a page of another language is not ours
local LONG_NAME = 8

local short_blocks = { cell = true, heading = true, term = true, caption = true, image = true }

-- Does it open a sentence, where every word has a capital?
local function opens(word)
  if word.previous then
    return false
  end
  local sentence = word.sentence
  local block = sentence and sentence.block
  return block ~= nil and not short_blocks[block.kind]
end

-- Unknown words by form, in the order of the page.
local function collect(page)
  local forms, order = {}, {}
  for word in page:words("misspelt") do
    local capital = word:is("capital")
    local key = word.lower
    local form = forms[key]
    if not form then
      form = { first = word, places = {}, name = false }
      forms[key] = form
      order[#order + 1] = form
    end
    form.places[#form.places + 1] = word
    if capital and not opens(word) then
      form.name = true
    end
    form.small = form.small or not capital
  end
  return order
end

-- A name passes; what looks like one may be a slip in a title.
local function judge(form)
  if form.small and not form.name then
    return form.first:suggestions()
  end
  local long = utf8.len(form.first.text) >= LONG_NAME
  if form.name and (#form.places > 1 or not long) then
    return nil
  end
  local suggestions = form.first:suggestions()
  return suggestions[1] and suggestions or nil
end

local function listed(suggestions)
  local quoted = {}
  for i, suggestion in ipairs(suggestions) do
    quoted[i] = "\"" .. suggestion .. "\""
  end
  return table.concat(quoted, " or ")
end

local function say(report, form, suggestions)
  local last = suggestions[1] and #form.places or 1
  for i = 1, last do
    local word = form.places[i]
    if suggestions[1] then
      report(word, "\"" .. word.text .. "\" is not in the dictionary; did you mean "
        .. listed(suggestions) .. "?", { fix = suggestions[1] })
    else
      report(word, "\"" .. word.text .. "\" is not in the dictionary")
    end
  end
end

return {
  id = "spelling",
  title = "Words are spelt as British English spells them",
  level = "warning",
  dictionary = true,
  languages = { "en" },
  why = "A slip in a published page makes readers doubt its facts, and screen readers read it "
    .. "out as it is written.",
  advice = "Mend it; if it is right, add it to dictionary.txt beside site.yaml.",

  check = function(page, report)
    local judged = 0
    for _, form in ipairs(collect(page)) do
      if judged == MOST_FORMS then
        break
      end
      local suggestions = judge(form)
      if suggestions then
        judged = judged + 1
        say(report, form, suggestions)
      end
    end
  end,

  examples = {
    { bad = "We recieve your letter. Definately.", finds = { "recieve", "Definately" } },
    { bad = "The Comissioning Group met.", finds = { "Comissioning" } },
    { bad = "See the qwxzt list, and the qwxzt page.", finds = { "qwxzt" } },
    { bad = "She works alot on the wellbeing of carers.", finds = { "alot" } },
    { good = "Healthwatch and the CCGs' leads, the CCG's iPads, and the GP's e-consult." },
    { good = "Dr Okonkwo, Szymon Wyszynski and Mrs Hlophe met in Llandudno. Okonkwo spoke first." },
    { good = "Write to ann@wrxzt.example or see www.wrxzt.example/qwert and `recieve`." },
    { good = "The colour of the organisation's programme; to organize, to realise." },
  },
}
