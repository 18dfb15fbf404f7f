-- Is this block, or one around it, of the kind?
local function inside(node, kind)
  while node do
    if node.kind == kind then
      return true
    end
    node = node.parent
  end
  return false
end

local function of_idea(idea, kind)
  local count = 0
  for _ in idea:nodes(kind) do
    count = count + 1
  end
  return count
end

local function check_idea(report, idea, most)
  local pictures, sentences = of_idea(idea, "image"), 0
  for _ in idea:sentences() do
    sentences = sentences + 1
  end
  if pictures > 1 then
    report(idea, "this idea has " .. pictures .. " pictures; one picture goes with one idea",
      { advice = "Make an idea of each picture, or keep the one that says most." })
  end
  if sentences == 0 then
    report(idea, "this idea has a picture and no words",
      { advice = "Write one to three short sentences under the picture." })
  elseif sentences > most then
    report(idea, "this idea has " .. sentences .. " sentences; " .. most .. " is the most",
      { level = "warning", advice = "Split it into two ideas, each with its picture." })
  end
end

-- A place, a date or the like needs no picture of its own; running text does.
local function check_text(page, report)
  for paragraph in page:nodes("paragraph") do
    if paragraph.stats.words > 12 and not inside(paragraph, "idea") and not inside(paragraph, "container")
      and not inside(paragraph, "definition") then
      report(paragraph, "this text has no picture beside it", { level = "warning" })
    end
  end
end

-- The same picture means the same thing wherever it stands, and a thing has one picture.
local function check_pictures(page, report)
  local shown, picture = {}, {}
  for idea in page:nodes("idea") do
    for image in idea:nodes("image") do
      local url, alt = image.url, image.alt:lower()
      if shown[url] and shown[url] ~= alt then
        report(image, 'the same picture stands for "' .. shown[url] .. '" elsewhere',
          { level = "warning", advice = "Give each thing a picture of its own, and the same words each time." })
      elseif alt ~= "" and picture[alt] and picture[alt] ~= url then
        report(image, '"' .. image.alt .. '" has another picture elsewhere',
          { level = "warning", advice = "Show the same picture for the same thing each time." })
      end
      shown[url] = shown[url] or alt
      picture[alt] = picture[alt] or url
    end
  end
end

return {
  id = "easy-read-idea",
  title = "In easy read, each idea has one picture and few words",
  level = "error",
  why = "People who use easy read find the meaning in the picture first. One picture beside one "
    .. "idea helps; two pictures, or text without any, leave them guessing.",
  advice = "Put the text into an idea: `::: idea`, a picture, an empty line, the words, `:::`.",
  only = { "easy-read" },
  options = { sentences = 3 },

  check = function(page, report, options)
    if not page:nodes("idea")() then
      report(page, "this easy-read page has no ideas: no picture stands beside its words")
      return
    end
    for idea in page:nodes("idea") do
      check_idea(report, idea, options.sentences)
    end
    check_text(page, report)
    check_pictures(page, report)
  end,

  examples = function()
    local start = "---\nkind: easy-read\n---\n\n"
    local phone = "::: idea\n![A telephone](picture:phone)\n\nYou can phone us.\n:::\n"
    return {
      { good = start .. phone .. "\nWe wrote this in March 2026." },
      { good = start .. phone .. "\n" .. phone },
      { bad = start .. "You can phone us.", level = "error" },
      { bad = start .. phone .. "\n::: idea\n![A page](picture:i_note_action)\n\n![An ear](picture:ear)\n\nRead it.\n:::" },
      { bad = start .. phone .. "\n::: idea\n![An ear](picture:ear)\n:::", level = "error" },
      { bad = start .. "::: idea\n![An ear](picture:ear)\n\nTell us. We listen. We act. We write.\n:::", level = "warning" },
      {
        bad = start .. phone .. "\nThis is a long text that nobody has put a picture beside so far today.",
        finds = { "This is a long text that nobody has put a picture beside so far today." },
      },
      { bad = start .. phone .. "\n::: idea\n![A doctor](picture:phone)\n\nSee a doctor.\n:::", level = "warning" },
      { bad = start .. phone .. "\n::: idea\n![A telephone](picture:mobile)\n\nPhone us.\n:::", level = "warning" },
    }
  end,
}
