-- What a picture says to those who do not see it (WCAG 2.2, 1.1.1). A picture that
-- only decorates says so ({.decorative}), so that a text that was forgotten is never
-- taken for one that was left out on purpose.

local file_name = pattern([=[(?i)^\S+\.(?:png|jpe?g|svg|gif|webp|bmp|tiff?|pdf)$|^(?:img|dsc|pic|scan|screenshot|screen shot|image|photo)[-_ ]?\d[-_\d .]*(?:at [\d.]+)?$]=])
local no_words = pattern([=[^\P{L}*$]=])
local says_nothing = pattern([=[(?i)^(?:(?:an? |the |this )?(?:image|picture|photo(?:graph)?|graphic|logo|icon|chart|graph|diagram|figure|illustration|infographic|screenshot|map|table|decorative|alt(?:ernative)? text)s?)\.?$]=])
local introduces = pattern([=[(?i)^(?:this is |here is )?(?:an? |the |this )?(?:image|picture|graphic|photo(?:graph)?) (?:of|showing|shows|that shows|to show)\b|^(?:image|picture|photo|graphic):]=])
local word = pattern([=[[\pL\pN]+]=])

-- Words only, so that "The cycle." repeats "The *cycle*".
local function folded(node)
  local words = {}
  for m in node:match(word) do
    words[#words + 1] = m.text:lower()
  end
  return table.concat(words, " ")
end

-- "../pictures/cycle-2.svg" gives "cycle-2".
local function stem(url)
  local start, stop = 1, #url
  for i = 1, #url do
    local byte = url:byte(i)
    if byte == 47 then
      start, stop = i + 1, #url
    elseif byte == 46 and i > start then
      stop = i - 1
    end
  end
  return url:sub(start, stop):lower()
end

local function caption_of(image)
  local parent = image.parent
  if parent and parent.kind == "link" then
    parent = parent.parent
  end
  return parent and parent.kind == "figure" and parent.caption or nil
end

local function is_lone_link(node)
  return node and node.kind == "link" and no_words:test(node.text)
end

local function check_missing(image, report)
  if is_lone_link(image.parent) then
    report(image, "this link is only a picture and has no text, so nobody hears where it leads", {
      advice = "Say between the square brackets of the picture where the link leads.",
    })
  elseif image.decorative then
    if caption_of(image) then
      report(image, "this picture is marked as decoration and yet has a caption", {
        advice = "Take {.decorative} away and say what the picture shows; or take the caption away.",
      })
    end
  elseif caption_of(image) then
    report(image, "this picture has a caption but no text for people who cannot see it", {
      advice = "Say between the square brackets what the picture shows; the caption stays.",
    })
  else
    report(image, "this picture has no text for people who cannot see it", {
      advice = "Say between the square brackets what it shows: ![Two nurses talk](nurses.jpg). "
        .. "If it only decorates, write {.decorative} behind it.",
    })
  end
end

local function quoted(text)
  return "“" .. shorten(text) .. "”"
end

local function check_words(image, alt, report)
  local caption = caption_of(image)
  if no_words:test(alt) then
    report(image, quoted(alt) .. " does not say what this picture shows")
  elseif file_name:test(alt) then
    report(image, quoted(alt) .. " is the name of a file, not what the picture shows")
  elseif alt:lower() == stem(image.url or "") then
    report(image, quoted(alt) .. " is the name of the file, not what the picture shows",
      { level = "warning" })
  elseif says_nothing:test(alt) then
    report(image, quoted(alt) .. " does not say what this picture shows", { level = "warning" })
  elseif caption and folded(caption) == folded(image) then
    report(image, "the text of this picture repeats its caption, so that both are read out", {
      level = "warning",
      advice = "Say what there is to see: the boxes and arrows, the trend, the people.",
    })
  else
    return true
  end
end

local function check_length(image, alt, report, options)
  local opening = image:match(introduces)()
  if opening then
    report(opening, "“" .. opening.text .. "” is not needed; a screen reader says that it is a "
      .. "picture", { level = "warning", advice = "Start with what it shows." })
  end
  local length = utf8.len(alt)
  if length > options.characters then
    report(image, "the text of this picture has " .. length .. " characters; " .. options.characters
      .. " is the most", {
      level = "warning",
      advice = "Say the main point here; put the long description into the page, where all "
        .. "readers can use it.",
    })
  end
end

return {
  id = "figure",
  title = "Every picture says what it shows",
  level = "error",
  why = "People who use a screen reader hear this text in place of the picture, and so do those "
    .. "whose picture does not load. Without it they miss what the picture says.",
  advice = "Say what a reader would see and why it matters here, as if on the phone.",
  options = { characters = 125 },

  check = function(page, report, options)
    for image in page:nodes("image") do
      local alt = image.text
      if alt == "" or image.decorative and is_lone_link(image.parent) then
        check_missing(image, report)
      elseif image.decorative then
        report(image, "this picture is marked as decoration and yet has a text, which nobody hears", {
          advice = "Take {.decorative} away if the picture says something, else the text.",
        })
      elseif check_words(image, alt, report) then
        check_length(image, alt, report, options)
      end
    end
  end,

  examples = function()
    return {
      { good = "![Four steps in a ring: plan, ask, act, report](cycle.svg)\nFigure: The cycle" },
      { good = "![](leaves.svg){.decorative}\n\nText ![](leaf.png){.decorative} around it." },
      { good = "![A nurse](picture:nurse) and ![nurse](picture:nurse)" },
      { good = "![The logo of Wrenmoor Health Partnership](logo.svg) ![7 July: the fair](fair.jpg)" },
      { good = "[![Our plan for 2027](plan.png)](plan.pdf), [![](pdf.png){.decorative} the plan](plan.pdf)" },
      { bad = "![](cycle.svg)", finds = { "![](cycle.svg)" }, level = "error" },
      { bad = "![](cycle.svg)\nFigure: The cycle", finds = { "![](cycle.svg)" } },
      { bad = "![](cycle.svg){.decorative}\nFigure: The cycle", finds = { "![](cycle.svg)" } },
      { bad = "![Spring leaves](leaves.svg){.decorative}", finds = { "![Spring leaves](leaves.svg)" } },
      { bad = "[![](plan.png){.decorative}](plan.pdf)", finds = { "![](plan.png)" } },
      { bad = "![cycle-2.png](a/cycle.png) ![IMG_2041](b.jpg) ![…](c.png) ![3](d.png)",
        finds = { "![cycle-2.png](a/cycle.png)", "![IMG_2041](b.jpg)", "![…](c.png)", "![3](d.png)" },
        level = "error" },
      { bad = "![Cycle-2](../pictures/cycle-2.svg) ![image](a.png)",
        finds = { "![Cycle-2](../pictures/cycle-2.svg)", "![image](a.png)" }, level = "warning" },
      { bad = "![The cycle.](a.svg)\nFigure: The *cycle*", level = "warning" },
      { bad = "![Image of two nurses](a.jpg)", finds = { "Image of" }, level = "warning" },
      { bad = "![Two nurses talk](a.jpg)", options = { characters = 10 }, level = "warning" },
    }
  end,
}
