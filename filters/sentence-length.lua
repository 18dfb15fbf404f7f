return {
  id = "sentence-length",
  title = "Sentences are short",
  level = "error",
  why = "People who read slowly, are anxious or use a screen reader lose the thread of a long "
    .. "sentence. GOV.UK allows 25 words; easy read allows 15.",
  advice = "Split it where one idea ends, or turn its parts into a list.",
  options = {
    limit = 25,
    kinds = { ["easy-read"] = { limit = 15 } },
  },

  check = function(page, report, options)
    for sentence in page:sentences() do
      if sentence.count > options.limit then
        report(sentence, "this sentence has " .. sentence.count .. " words; "
          .. options.limit .. " is the most")
      end
    end
  end,

  examples = {
    { good = "Call us on 0300 123 4567. We can help you to see a doctor." },
    {
      good = "We asked people, staff and partners what matters to them, and they told us that "
        .. "short waits, kind words and clear letters matter most.",
    },
    {
      bad = "We asked people, staff and partners what matters to them, and they told us that "
        .. "short waits, kind words and clear letters matter most of all, every time.",
    },
    { bad = "One two three. Four five.", options = { limit = 2 }, finds = { "One two three." } },
    {
      -- headings and table cells are no sentences
      good = "# One two three\n\n| One two three |\n|---|\n| One two three |",
      options = { limit = 2 },
    },
    { bad = "- one two\n- one *two* three", options = { limit = 2 }, finds = { "one *two* three" } },
    {
      bad = "---\nkind: easy-read\n---\n\nWe asked people, staff and partners what matters to "
        .. "them, and they told us that short waits matter.",
    },
  },
}
