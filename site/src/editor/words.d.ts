/// Made by the build from the Go package hopwise/dsl/vocabulary, the language's only list of words.
declare module 'hopwise:words' {
  const words: Readonly<Partial<Record<'statement' | 'word' | 'outcome' | 'reason', readonly string[]>>>;
  export default words;
}
