// Prints the familiar words of the New Dale-Chall list (1995), one a line, sorted.
// See NOTICE.
import { daleChall } from 'dale-chall'

const words = daleChall.map((word) => word.toLowerCase()).filter((word) => /^[a-z][a-z'-]*$/.test(word))
process.stdout.write([...new Set(words)].sort().join('\n') + '\n')
