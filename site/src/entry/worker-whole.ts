/// The worker of the site in one file: Go's loader stands before this script, and the page sends the engine, in base64,
/// before anything else.

import { work } from '../worker.ts';

const scope = globalThis as unknown as { onmessage: ((event: MessageEvent<string>) => void) | null };

scope.onmessage = ({ data }) =>
  work(async () => new Response(Uint8Array.from(atob(data), (character) => character.charCodeAt(0))));
