/// The gallery as the build hands it over; site/gallery.go makes it of the scenarios in site/gallery.

import type { Outcome } from '../contract.ts';

/// A scenario worth opening.
export interface GalleryEntry {
  readonly slug: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly text: string;
  readonly questions: readonly GalleryAsked[];
}

/// A question of it, with its outcome in each cloud.
export interface GalleryAsked {
  readonly text: string;
  readonly clouds: readonly Outcome[];
}
