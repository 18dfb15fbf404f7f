-- A passive that names who acts, "was agreed by the board", can be turned round without
-- finding anything out, so only these are reported. A passive without an agent is often
-- right: what happened matters, or nobody knows who did it.

local by = phrases { "by" }

local irregular = "brought|built|bought|caught|chosen|cut|done|drawn|driven|fed|felt|found|given\z
  |held|heard|kept|known|laid|led|left|lent|lost|made|met|paid|put|read|run|said|seen|sent|set\z
  |shown|spent|taken|taught|thought|told|understood|undertaken|overseen|won|written|drawn up\z
  |set up|put forward|carried out|made up"
-- States rather than acts, and agents that no sentence should begin with
local state = "based|located|situated|affected|caused|covered|surrounded|accompanied|followed|governed|bound|limited\z
  |interested|concerned|driven|influenced|inspired|replaced|restricted|known|required|made up"

local passive = pattern("(?i)\\b(?:is|are|was|were|be|been|being) (?:\\w{1,24}ly )?(?!(?:" .. state
  .. ")\\b)(?:\\w{2,24}ed|" .. irregular .. ")(?: (?:and|or) \\w{1,24}ed)?(?: \\w{1,24}ly)? by$")
local passives = pattern("(?i)\\b(?:is|are|was|were|be|been|being) (?:\\w{1,24}ly )?(?!(?:" .. state
  .. ")\\b)(?:\\w{2,24}ed|" .. irregular .. ")(?: (?:and|or) \\w{1,24}ed)?(?: \\w{1,24}ly)? by"
  .. "(?= ((?:the|our|a|an|its|their|your|local|each|all) (?:\\p{L}[\\w’'-]{0,24})(?: (?!(?:in|on|at|to|for|and|or|of|with|by|that|who|which|when|if|as|is|are|was|before|after|from)\\b)\\p{L}[\\w’'-]{0,24})?"
  .. "|staff|people|patients|carers|members|volunteers|partners|clinicians|nurses|doctors|councils))")
-- Times, amounts and means after "by"
local no_agent = pattern("(?i)^ (?:the|a|an|its|their|our|your) (?:end|start|close|beginning|time\z
  |date|day|week|month|year|deadline|summer|winter|spring|autumn|third|half|quarter|fifth|tenth\z
  |number|fact|law|way|use|means|same|following|next|need|lack|amount|factor|margin|act\z
  |regulations?|rules?|duty|length|size|age|\\d)s?\\b")

return {
  id = "passive",
  title = "Sentences say who does what",
  level = "warning",
  languages = { "en" },
  why = "A reader looks for who acts. In \"the plan was agreed by the board\" the actor comes "
    .. "last; \"the board agreed the plan\" is shorter and clear.",
  advice = "Begin with who does it.",

  check = function(page, report)
    for m in page:find(by) do
      local sentence = m.sentence
      if sentence and passive:test(m.before .. m.text) and not no_agent:test(m.after)
        and not m.quoted then
        for found in sentence:match(passives) do
          if found.after == m.after then
            report(found, "\"" .. found.text .. " " .. found[1] .. "\" names who acts last", {
              advice = "Begin with \"" .. found[1]:sub(1, 1):upper() .. found[1]:sub(2) .. " …\".",
            })
          end
        end
      end
    end
  end,

  examples = function()
    return {
      { bad = "The plan was agreed by the board.", finds = { "was agreed by" } },
      { bad = "Letters are quickly read and answered by our staff.",
        finds = { "are quickly read and answered by" } },
      { bad = "It was written by people who use it, and will be kept by a nurse.",
        finds = { "was written by", "be kept by" } },
      { good = "It was agreed by the end of May. It is required by law. It is run by hand." },
      { good = "People are affected by the change. The clinic is based by the sea. It was agreed." },
      { good = "She said: \"It was agreed by the board.\" We are interested by a mile." },
    }
  end,
}
