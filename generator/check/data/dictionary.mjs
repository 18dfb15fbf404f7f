// Prints each word of the CMU pronouncing dictionary with the syllables of its
// first pronunciation (vowel sounds carry a stress digit), one a line, sorted.
// The output feeds the program syllable-exceptions; see NOTICE.
import { dictionary } from 'cmu-pronouncing-dictionary'

const lines = []
for (const [word, sounds] of Object.entries(dictionary)) {
  if (/^[a-z][a-z'-]*$/.test(word)) lines.push(`${word} ${sounds.match(/\d/g)?.length ?? 0}`)
}
process.stdout.write(lines.sort().join('\n') + '\n')
