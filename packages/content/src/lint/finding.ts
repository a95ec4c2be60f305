/** One thing wrong in the content, with where it stands. */
export interface LintFinding {
  readonly rule: string
  /** Framework key, law code or file. */
  readonly where: string
  readonly id: string
  readonly message: string
}
