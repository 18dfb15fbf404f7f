-- For the test of places: reports everything it is given, with what it saw as message.
local unique = pattern("w\\d+q")

local function echo(report, object, what, text)
  if #text > 0 and #text < 400 then
    report(object, what .. ":" .. text)
  end
end

return {
  id = "echo",
  title = "Everything is reported",
  level = "warning",
  why = "A finding must cover the very bytes that a rule saw.",
  check = function(page, report)
    for word in page:words() do
      echo(report, word, "word", word.text)
    end
    for match in page:match(unique) do
      echo(report, match, "match", match.text)
    end
    for sentence in page:sentences() do
      echo(report, sentence, "sentence", sentence.text)
    end
    for node in page:nodes("paragraph", "heading", "cell", "link", "strong", "emph", "caption") do
      echo(report, node, "node", node.text)
    end
  end,
  examples = { { good = "***\n" }, { bad = "Word." } },
}
