-- Words that a spelling checker knows and that are still the wrong ones: "such has" for
-- "such as", "pubic" for "public". A phrase stands on the list only if good text hardly
-- ever has it; contexts and all phrases stand in data/confusable.yaml.

local list = phrases "confusable.yaml"

local upper = pattern("^\\p{Lu}")

-- Where the wrong word begins in the text found, or nil.
local function place_of(text, wrong)
  local low = text:lower()
  for at = 1, #low - #wrong + 1 do
    if low:sub(at, at + #wrong - 1) == wrong then
      local before, after = low:sub(at - 1, at - 1), low:sub(at + #wrong, at + #wrong)
      if (at == 1 or before == " ") and (after == "" or after == " " or after == "s") then
        return at
      end
    end
  end
end

local function mended(text, entry)
  local at = place_of(text, entry.wrong)
  if not at then
    return nil -- a curly apostrophe, or a line's end in between
  end
  local right = entry.right
  if upper:test(text:sub(at)) then
    right = right:sub(1, 1):upper() .. right:sub(2)
  end
  return text:sub(1, at - 1) .. right .. text:sub(at + #entry.wrong)
end

return {
  id = "confusable",
  title = "The right word stands in its place",
  level = "error",
  languages = { "en" },
  why = "A spelling checker lets these pass, since each is a word. Readers do not: \"pubic "
    .. "consultation\" is remembered long after the plan is forgotten.",
  advice = "Read the sentence again and put the word that was meant.",

  check = function(page, report)
    for m in page:find(list) do
      local entry = m.entry
      -- "a MP" is a slip; "vitamin A NHS" and "A Eu…" are not
      local letter = entry.article and entry.wrong == "a" and upper:test(m.text)
      if not m.quoted and not letter then
        local fix = mended(m.text, entry)
        report(m, "\"" .. m.text .. "\" has \"" .. entry.wrong .. "\" where \"" .. entry.right
          .. "\" seems meant", { fix = fix, level = not entry.certain and "warning" or nil })
      end
    end
  end,

  examples = function()
    return {
      { bad = "The pubic consultation is led by a project manger.",
        finds = { "pubic consultation", "project manger" }, level = "error" },
      { bad = "Statutory requirements, such has the Act.", finds = { "such has" }, level = "warning" },
      { bad = "We work with or partners and hear form you.", finds = { "with or partners", "hear form" } },
      { bad = "Their are many. It could of been it's own. Less people came.",
        finds = { "Their are", "could of", "it's own", "Less people" } },
      { bad = "Good practise has an affect on staff moral.",
        finds = { "Good practise", "an affect on", "staff moral" } },
      { bad = "A NHS leaflet. Ask a MP or an user.", finds = { "a MP", "an user" } },
      { good = "Such has been the demand. Pubic hair. Could of course help. To and fro. With or without." },
      { good = "The manger stood in the stable. A trail in the woods. Return to practice. He said: “could of”." },
      { good = "There needs to be a form. The effect of this affects us. Vitamin A NHS advice. It's staffed." },
      { good = "We assess to what extent. A change effected through law. There, local people met." },
      { good = "Loose stools. In principal components. Your views; its staff; whose needs; in the past." },
    }
  end,
}
