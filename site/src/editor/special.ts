/// Characters that do not show, or that turn the direction of text. Wherever a scenario is read, a dot stands in their
/// place, with their number as its title.

/// The characters that LookOf in hopwise/dsl/source names, and others without a shape. A joiner inside of an emoji or
/// between Indic letters is not among them.
export const special =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffc\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e001f}\u{e0080}-\u{e0fff}]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}])[\u200d\ufe0f]|(?<![\u{1f3f4}\u{e0020}-\u{e007e}])[\u{e0020}-\u{e007f}]/gu;

/// The sign that stands in the place of such a character.
export const specialSign = '•';

/// A character's number as Unicode writes it.
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
