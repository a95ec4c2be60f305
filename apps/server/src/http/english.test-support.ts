/** Words of English sentences that no German one has; names of fields and values are not among them. */
const ENGLISH = new Set(
  (
    'the is are and of with you your yours this that these those have had been being not no cannot which whose who ' +
    'it its there does do did only needs already nothing something nobody somebody may see than more than least both neither either ' +
    'expected received must should would could was-not write give choose leave ask try again look wrong missing unknown ' +
    'changed allowed belongs exists holds names anything everything unless without while because'
  ).split(' '),
)

/** The English words in a text that should be German; what stands in quotes or is written as code is somebody's own. */
export function englishIn(text: string): readonly string[] {
  const bare = text
    .replace(/„[^“]*“|"[^"]*"|`[^`]*`|“[^”]*”/g, ' ')
    .replace(/\S*[/\\:=.\d_<>[\]{}|@]\S*\w/g, ' ')
    .replace(/\b[a-z]+-[a-z-]+\b/g, ' ')
  return (bare.match(/(?<![\p{L}\p{N}_])[a-z]+(?![\p{L}\p{N}_])/giu) ?? []).filter((word) => ENGLISH.has(word.toLowerCase()))
}
