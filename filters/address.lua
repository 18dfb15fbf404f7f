-- An address with a blank is no address in Markdown (CommonMark 0.31, 6.3): the link or
-- picture then prints as it is written.

local written = pattern([=[(!?+)\[[^\[\]\n]*+\]\(\s*+([^()<>"'\n]*[^()<>"'\s] [^()<>"'\n]*?)\s*\)]=])
local is_address = pattern([=[(?i)^(?:https?://|mailto:|tel:|\.{0,2}/)\S|\.(?:md|html?|png|jpe?g|svg|gif|webp|pdf|docx?|xlsx?|pptx?|od[tsp]|csv|zip|txt)(?:[#?]\S*)?$]=])

return {
  id = "address",
  title = "Addresses have no blanks",
  level = "error",
  why = "A blank ends an address. Readers then see the brackets and the address instead of a link, or "
    .. "instead of the picture.",
  check = function(page, report)
    for m in page:match(written) do
      local address = m[2]
      if is_address:test(address) then
        local what = m[1] == "!" and "picture" or "link"
        report(m, "this " .. what .. " prints as it is written, since its address has a blank: “" .. address .. "”", {
          advice = "Put the address in angle brackets: (<" .. address .. ">). Or rename the file, with hyphens.",
        })
      end
    end
  end,
  examples = {
    { good = "See [the plan](<our plan.md>) and ![A map](our%20map.png \"Map\").\n" },
    { good = "They said “it [sic](see note 4) was late”, and [he](she or they) agreed.\n" },
    { good = "Write `[it](a b.md)` as code.\n" },
    { good = "See [the plan](plan.md \"Our plan.md\") [and](notes).\n" },
    { bad = "See [the plan](our plan.md).\n", finds = { "[the plan](our plan.md)" } },
    { bad = "![A map](maps/our map.png)\n", finds = { "![A map](maps/our map.png)" } },
    { bad = "See [it](https://www.example.org/a b).\n", finds = { "[it](https://www.example.org/a b)" } },
    { bad = "See [it](our plan.md#aims) or [that](two words.pdf).\n",
      finds = { "[it](our plan.md#aims)", "[that](two words.pdf)" } },
  },
}
