-- The syntax of other generators prints as text. A page that was brought over is full of
-- it, so the first of a page is reported and stands for all.

local shapes = pattern([=[(?x)
    \{% [^\n]*? %\}                      # Liquid, Nunjucks, Jinja
  | \{\{ [<%] [^\n]*? [>%] \}\}          # Hugo
  | \{\{ [^{}\n]* [.|(\#'"][^{}\n]* \}\} # a variable with a path, a filter or a call
  | <% [^\n]*? %>                        # ERB
  | \n \K (?: \{: [^\n]* \}              # kramdown
    | !!!\+?[ ] \w+ | \?\?\?\+?[ ]\w+ (?= \n | $ | [ ]" ) | ===[ ]"[^"\n]*" # MkDocs
    | \[\[_TOC_\]\] )                    # GitLab
]=])

return {
  id = "foreign-syntax",
  title = "Nothing is in another generator's syntax",
  level = "warning",
  why = "A page brought over from Jekyll, Hugo or MkDocs keeps marks that only those programs \z
    understand; here readers would see them.",
  advice = "Write it in Markdown; there may be more on this page.",

  check = function(page, report)
    local m = page:match(shapes)()
    if m then
      report(m, "\"" .. m.source .. "\" is the syntax of another generator and prints as text")
    end
  end,

  examples = {
    { bad = "Text.\n\n{% include menu.html %}\n\n{{ page.title }}", finds = { "{% include menu.html %}" } },
    { bad = "Text by {{ site.author }}.", finds = { "{{ site.author }}" } },
    { bad = "Text.\n\n!!! note\n    Look.", finds = { "!!! note" } },
    { good = "Use `{{ page.title }}`. Wow!!! Really??? Dear {{first_name}}." },
  },
}
