/// The packet's motion: it runs to the hop that is chosen, and from hop to hop while the whole way is played.

import type { DrawnWay } from '../contract.ts';
import { samePlace } from '../trace/walk.ts';
import type { StepPlace } from '../trace/walk.ts';
import { placeAfter, runTo } from './run.ts';

/// How long the packet rests at a hop while the whole way is played, in milliseconds.
const rest = 250;

/// The drawing that a player moves the packet on.
export interface Stage {
  readonly way: (hop: StepPlace) => DrawnWay | undefined;
  readonly packet: () => SVGElement | null;
  /// The hop that the visitor is at.
  readonly step: () => StepPlace | null;
  /// Chooses a hop.
  readonly choose: (hop: StepPlace) => void;
  /// Chooses the next hop; at the end of the way nothing changes.
  readonly next: () => void;
}

/// A player. A visitor who asks their system for less motion starts without it.
export class Player {
  readonly #stage: Stage;
  #motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  #playing = false;
  #frame = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /// Whether the packet runs or jumps.
  get motion(): boolean {
    return this.#motion;
  }

  /// Switches motion on or off.
  toggle(): void {
    this.#motion = !this.#motion;
    this.stop();
  }

  /// Plays no further than to the hop that the packet runs to.
  stop(): void {
    this.#playing = false;
  }

  /// Plays the whole way of a cloud's trace.
  play(cloud: string): void {
    this.#playing = true;
    const first = { cloud, leg: 0, step: 0 };
    if (samePlace(this.#stage.step(), first)) this.go(null, first);
    else this.#stage.choose(first);
  }

  /// Lets the packet run to a hop, and on from there while the whole way is played.
  go(from: StepPlace | null, to: StepPlace | null): void {
    cancelAnimationFrame(this.#frame);
    const [way, packet] = [to === null ? undefined : this.#stage.way(to), this.#stage.packet()];
    if (!this.#motion || to === null || way === undefined || packet === null) return;
    const run = runTo(way, from, to);
    const began = performance.now();
    const move = (now: number): void => {
      const { x, y } = placeAfter(run, now - began);
      packet.setAttribute('transform', `translate(${x} ${y})`);
      if (now - began < run.takes) this.#frame = requestAnimationFrame(move);
      else this.#goOn(to);
    };
    this.#frame = requestAnimationFrame(move);
  }

  #goOn(at: StepPlace): void {
    if (!this.#playing) return;
    setTimeout(() => {
      if (!this.#playing || !samePlace(this.#stage.step(), at)) return;
      this.#stage.next();
      if (samePlace(this.#stage.step(), at)) this.stop();
    }, rest);
  }
}
