export type Confidence = 'high' | 'medium' | 'low'
export type Language = 'en' | 'de'
/** A text in both product languages. */
export interface Text {
  readonly en: string
  readonly de: string
}
