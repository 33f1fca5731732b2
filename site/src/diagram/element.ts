/// <hop-drawing>: the drawing as an element, with what is not the lab's to know: how it is zoomed, and what moves.

import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answer, Box, CloudDrawing } from '../engine.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Send } from '../store.ts';
import { samePlace } from '../trace/walk.ts';
import type { StepPlace } from '../trace/walk.ts';
import { fit, moved, scale, viewBox, zoomed, zoomStep } from './camera.ts';
import type { Camera, Size } from './camera.ts';
import { between, corner, corners, length } from './line.ts';
import type { Point } from './line.ts';
import { advanced, outstanding } from './portion.ts';
import type { Portions } from './portion.ts';
import { savePNG, saveSVG } from './save.ts';
import type { Picture, PNG } from './save.ts';
import { classOf, layers, origins, scene, sizeOf, worldsOf } from './scene.ts';
import { inView, isFaint, isSmall, sameDrawn, whole } from './view.ts';
import type { Drawn } from './view.ts';
import { stepPlace } from './way.ts';
import { inWords, sameTold, told } from './words.ts';
import type { Told } from './words.ts';

/// How far an arrow key moves the drawing, in pixels of the window, and how far a finger may slip in a click.
const stride = 60;
const slip = 4;

/// Drawn smaller than this, names can't be read: then the traces are looked at from near, where that is so much nearer,
/// until the visitor looks elsewhere.
const legible = 0.3;
const nearer = 1.5;

/// How much around the traces is seen with them, in pixels of the drawing.
const margin = 60;

/// How long a slice of a large drawing may take, in milliseconds: with the browser's own work after it less than a key goes
/// unnoticed.
const slice = 8;

/// The element; whoever draws it sets `lab` at each change and `send` once.
export class DrawingElement extends HTMLElement {
  #lab: Lab | null = null;
  #camera: Camera | null = null;
  #turned = false;
  #pane: Size = { w: 0, h: 0 };
  #stacked = false;
  #words = false;
  #whole = false;
  /// What is on the page of the drawing and of its list, and the frame in which more of it comes.
  #shown: Portions<Drawn> = new Map();
  #told: Portions<Told> = new Map();
  #more = 0;
  #saving = false;
  #said = '';
  #motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  #playing = false;
  #frame = 0;
  readonly #pointers = new Map<number, Point>();
  #slipped = 0;
  send: Send<LabEvent> = () => undefined;

  /// The lab whose network is drawn.
  set lab(lab: Lab) {
    const before = this.#lab;
    this.#lab = lab;
    if (!this.isConnected) return;
    this.#draw();
    if (before !== null && before.drawn !== lab.drawn) this.#measure();
    if (before !== null && !samePlace(before.step, lab.step)) {
      this.#follow(lab.step);
      this.#go(before.step, lab.step);
    }
  }

  connectedCallback(): void {
    this.#draw();
    new ResizeObserver(() => this.#measure()).observe(this.#canvas());
    this.#measure();
  }

  get #drawn(): Answer | null {
    return this.#lab === null ? null : (this.#lab.drawn ?? this.#lab.answer);
  }

  get #drawings(): readonly CloudDrawing[] {
    return this.#drawn === null ? [] : worldsOf(this.#drawn, this.#whole);
  }

  get #size(): Size {
    return sizeOf(this.#drawings, this.#stacked);
  }

  #canvas(): HTMLElement {
    return this.querySelector<HTMLElement>('.canvas') ?? this;
  }

  /// The text has errors, and what is drawn is from before them.
  get #stale(): boolean {
    const lab = this.#lab;
    return lab !== null && lab.drawn !== null && lab.drawn !== lab.answer && lab.answer !== null;
  }

  #draw(): void {
    const [lab, drawn] = [this.#lab, this.#drawn];
    if (lab === null || drawn === null) return;
    render(html`${this.#tools(lab)}${this.#stale ? html`<p class="stale-note" role="status">The text has errors. The drawing is from before them.</p>` : nothing}
      <div
        class="canvas" data-stale=${this.#stale ? 'yes' : 'no'} data-zoomed=${this.#camera === null ? 'no' : 'yes'} tabindex="0" role="group"
        aria-label="Drawing: plus and minus zoom, 0 shows all, arrows move, comma and point step" @keydown=${(event: KeyboardEvent) => this.#press(event)}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.#wheel(event), passive: false }} @pointerdown=${(event: PointerEvent) => this.#grasp(event)}
        @pointermove=${(event: PointerEvent) => this.#drag(event)} @pointerup=${(event: PointerEvent) => this.#release(event)}
        @pointercancel=${(event: PointerEvent) => this.#release(event)} @click=${(event: MouseEvent) => this.#pick(event)}
      ></div>
      <p class="filling-note">Still being drawn</p>
      <details class="in-words" @toggle=${(event: Event) => this.#unfold(event)}><summary>As text</summary><div class="words"></div></details>`, this);
    this.#drawScene();
    this.#look();
  }

  #drawScene(): void {
    const drawn = this.#drawn;
    if (drawn === null) return;
    const step = this.#stale ? null : (this.#lab?.step ?? null);
    render(scene({ drawn, step, stacked: this.#stacked, whole: this.#whole, portions: this.#shown }), this.#canvas());
  }

  #drawWords(): void {
    const [drawn, list] = [this.#drawn, this.querySelector<HTMLElement>('.words')];
    if (drawn !== null && list !== null) render(this.#words ? inWords(drawn, this.#choose, this.#told) : nothing, list);
  }

  /// Brings onto the page what is to be there of the list and of the drawing: as much as a frame has room for, and the rest
  /// in the next ones. Whatever is to be there by then counts, so that a newer answer's drawing does not wait for an older's.
  #fill(): void {
    cancelAnimationFrame(this.#more);
    const drawn = this.#drawn;
    if (drawn === null) return;
    const small = isSmall(this.#drawings);
    const end = performance.now() + slice;
    const some = <T>(there: Portions<T>, wanted: Portions<T>, same: (a: T, b: T) => boolean, put: (now: Portions<T>) => void): boolean => {
      let [left, now] = [outstanding(there, wanted, same), there];
      for (let count = small ? left.length : 1; left.length > 0; count *= 2) {
        now = advanced(now, wanted, left.slice(0, count));
        left = left.slice(count);
        put(now);
        if (performance.now() >= end) break;
      }
      return left.length === 0;
    };
    const list = some(this.#told, this.#words ? told(drawn) : new Map(), sameTold, (now) => { this.#told = now; this.#drawWords(); });
    const picture = some(this.#shown, this.#toShow(), sameDrawn, (now) => { this.#shown = now; this.#drawScene(); });
    this.toggleAttribute('data-filling', !list || !picture);
    this.#canvas().ariaBusy = picture ? 'false' : 'true';
    if (!list || !picture) this.#more = requestAnimationFrame(() => this.#fill());
  }

  /// What of the drawing is to be on the page: of a large one, nothing while it is not in sight.
  #toShow(): Portions<Drawn> {
    const [drawings, line] = [this.#drawings, this.#stale ? 0 : (this.#lab?.line ?? 0)];
    if (isSmall(drawings)) return whole(drawings, line);
    if (this.#pane.w === 0 || this.#pane.h === 0) return new Map();
    const [camera, size, places] = [this.#camera ?? fit(this.#size), this.#size, origins(drawings, this.#stacked)];
    const pixels = scale(camera, size, this.#pane);
    const [w, h] = [this.#pane.w / pixels, this.#pane.h / pixels];
    const placed = drawings.map((drawing, index) => ({ drawing, origin: places[index] ?? { x: 0, y: 0 } }));
    return inView(placed, { area: { x: camera.x - w / 2, y: camera.y - h / 2, w, h }, scale: pixels }, line);
  }

  #tools(lab: Lab): TemplateResult {
    const none = lab.answer === null || lab.answer.traces.length === 0;
    const walk = (way: 'next' | 'previous') => (): void => { this.#playing = false; this.#walk(way); };
    const zoom = (factor: number) => (): void => this.#zoom(factor, this.#middle());
    return html`<div class="drawing-tools scripted" role="toolbar" aria-label="Drawing">
      <span class="tool-group">
        <button type="button" ?disabled=${none} @click=${walk('previous')} aria-label="Step back">‹</button>
        <button type="button" ?disabled=${none} @click=${walk('next')}>Step ›</button>
        <button type="button" ?disabled=${none || !this.#motion} @click=${() => this.#replay()}>Replay</button>
        <button type="button" aria-pressed=${this.#motion} @click=${() => { this.#motion = !this.#motion; this.#playing = false; this.#draw(); }}>Motion</button>
      </span>
      <span class="tool-group">
        <button type="button" @click=${zoom(1 / zoomStep)} aria-label="Zoom out">−</button>
        <button type="button" @click=${zoom(zoomStep)} aria-label="Zoom in">+</button>
        <button type="button" @click=${() => this.#fit()}>Fit</button>
        <button type="button" ?disabled=${none} @click=${() => this.#close()}>Trace</button>
        ${this.#drawings.length === this.#drawn?.drawings.length && !this.#whole ? nothing : html`<button type="button" aria-pressed=${this.#whole} @click=${() => this.#showWhole()}>All clouds</button>`}
        <button type="button" @click=${() => void this.#save('SVG')}>SVG</button>
        <button type="button" @click=${() => void this.#save('PNG')}>PNG</button>
      </span>
      <p class="saving-note" role="status">${this.#said}</p>
    </div>`;
  }

  /// Saves the whole drawing, as it is now; what takes long, or comes out otherwise than asked for, is said.
  async #save(kind: 'SVG' | 'PNG'): Promise<void> {
    const [picture, place] = [this.#picture(), this.#canvas()];
    if (picture === null || this.#saving) return;
    this.#saving = true;
    this.#say(isSmall(this.#drawings) ? '' : `The ${kind} is being made.`);
    try {
      this.#say(kind === 'SVG' ? await saveSVG(picture, place).then(() => '') : saidOf(await savePNG(picture, place)));
    } catch {
      this.#say(`The ${kind} could not be made.`);
    } finally {
      this.#saving = false;
    }
  }

  #say(words: string): void {
    this.#said = words;
    this.#draw();
  }

  #picture(): Picture | null {
    const [drawn, drawings] = [this.#drawn, this.#drawings];
    if (drawn === null) return null;
    const state = { drawn, step: null, stacked: this.#stacked, whole: this.#whole, portions: whole(drawings, 0) };
    const places = origins(drawings, this.#stacked);
    const clouds = drawings.map((drawing, index) => ({ classes: classOf(drawing, drawn), cloud: drawing.cloud, origin: places[index] ?? { x: 0, y: 0 }, parts: layers(drawing, state).flat() }));
    return { name: this.#lab?.answer?.title ?? '', size: this.#size, clouds };
  }

  #showWhole(): void {
    this.#whole = !this.#whole;
    this.#camera = null;
    this.#draw();
    this.#measure();
  }

  #unfold(event: Event): void {
    this.#words = (event.target as HTMLDetailsElement).open;
    this.#fill();
  }

  #measure(): void {
    const canvas = this.#canvas();
    const drawings = this.#drawings;
    const [beside, below] = [sizeOf(drawings, false), sizeOf(drawings, true)];
    const room = { w: canvas.clientWidth, h: Number.parseFloat(getComputedStyle(canvas).maxHeight) || canvas.clientHeight };
    const stacked = drawings.length > 1 && room.w > 0 && scale(fit(below), below, room) > scale(fit(beside), beside, room) * 1.05;
    if (stacked !== this.#stacked) {
      this.#stacked = stacked;
      this.#camera = null;
      this.#draw();
    }
    // Where the page scrolls, the canvas is no higher than the drawing needs.
    canvas.style.aspectRatio = `${this.#size.w} / ${this.#size.h}`;
    this.#pane = { w: canvas.clientWidth, h: canvas.clientHeight };
    this.#look();
    this.#closeIfSmall();
  }

  #look(): void {
    this.#fill();
    if (this.#pane.w === 0 || this.#pane.h === 0 || this.#drawings.length === 0) return;
    const [camera, size] = [this.#camera ?? fit(this.#size), this.#size];
    const [drawing, seen] = [this.querySelector('svg.drawing'), viewBox(camera, size, this.#pane)];
    this.#canvas().dataset['outlined'] = !isSmall(this.#drawings) && isFaint(scale(camera, size, this.#pane)) ? 'yes' : 'no';
    // Set anew, even to the same, it lays the whole drawing out again.
    if (drawing?.getAttribute('viewBox') !== seen) drawing?.setAttribute('viewBox', seen);
  }

  #middle(): Camera {
    return this.#camera ?? fit(this.#size);
  }

  #zoom(factor: number, at: Point): void {
    this.#turned = true;
    this.#turn(zoomed(this.#camera ?? fit(this.#size), factor, at, this.#size));
  }

  #move(x: number, y: number): void {
    const camera = this.#camera;
    if (camera === null) return;
    const pixels = scale(camera, this.#size, this.#pane);
    this.#turn(moved(camera, x / pixels, y / pixels, this.#size));
  }

  #turn(camera: Camera): void {
    this.#camera = camera.zoom > 1 ? camera : null;
    this.#canvas().dataset['zoomed'] = this.#camera === null ? 'no' : 'yes';
    this.#look();
  }

  #fit(): void {
    this.#turned = true;
    this.#turn(fit(this.#size));
  }

  /// The traces from near: as much as they run through, with a margin; null where there are none.
  #near(): Camera | null {
    const places = origins(this.#drawings, this.#stacked);
    const points = this.#drawings.flatMap(({ ways }, index) => ways.flatMap((way) => placed(way.points, places[index])));
    if (points.length === 0) return null;
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs) - margin, Math.max(...xs) + margin, Math.min(...ys) - margin, Math.max(...ys) + margin];
    const zoom = Math.min(this.#pane.w / (right - left), this.#pane.h / (bottom - top)) / this.#pixelsWhole();
    return { zoom: Math.max(1, zoom), x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  #close(): void {
    const near = this.#near();
    if (near !== null) this.#turn(near);
  }

  /// Shows the traces from near where the whole drawing is too small to be read, and near is much nearer.
  #closeIfSmall(): void {
    if (this.#camera !== null || this.#turned || this.#pane.w === 0 || this.#pixelsWhole() >= legible) return;
    const near = this.#near();
    if (near !== null && near.zoom > nearer) this.#turn(near);
  }

  /// How many pixels of the window a pixel of the drawing takes where all of it is seen.
  #pixelsWhole(): number {
    return scale(fit(this.#size), this.#size, this.#pane);
  }

  /// What part of the drawing lies under a place of the window.
  #under(x: number, y: number): Point {
    const { left, top } = this.#canvas().getBoundingClientRect();
    const camera = this.#camera ?? fit(this.#size);
    const pixels = scale(camera, this.#size, this.#pane);
    return { x: camera.x + (x - left - this.#pane.w / 2) / pixels, y: camera.y + (y - top - this.#pane.h / 2) / pixels };
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.#canvas()) return;
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => this.#zoom(zoomStep, this.#middle()),
      '=': () => this.#zoom(zoomStep, this.#middle()),
      '-': () => this.#zoom(1 / zoomStep, this.#middle()),
      '0': () => this.#fit(),
      '.': () => this.#walk('next'),
      ',': () => this.#walk('previous'),
      ArrowLeft: () => this.#move(-stride, 0),
      ArrowRight: () => this.#move(stride, 0),
      ArrowUp: () => this.#move(0, -stride),
      ArrowDown: () => this.#move(0, stride),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    this.#playing = false;
    act();
  }

  #wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#zoom(Math.exp(-event.deltaY / 240), this.#under(event.clientX, event.clientY));
    } else if (this.#camera !== null) {
      event.preventDefault();
      this.#move(event.deltaX, event.deltaY);
    }
  }

  #grasp({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    if (this.#pointers.size === 0) this.#slipped = 0;
    this.#pointers.set(pointerId, { x, y });
  }

  /// One finger moves the drawing, two zoom it around the middle between them.
  #drag({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    const was = this.#pointers.get(pointerId);
    if (was === undefined) return;
    const other = [...this.#pointers].find(([id]) => id !== pointerId)?.[1];
    this.#pointers.set(pointerId, { x, y });
    this.#slipped += Math.hypot(x - was.x, y - was.y);
    if (this.#slipped < slip) return;
    if (other === undefined) {
      if (this.#camera !== null) this.#canvas().setPointerCapture(pointerId);
      this.#move(was.x - x, was.y - y);
      return;
    }
    const apart = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.#zoom(apart({ x, y }) / apart(was), this.#under((x + other.x) / 2, (y + other.y) / 2));
  }

  #release({ pointerId }: PointerEvent): void {
    this.#pointers.delete(pointerId);
  }

  /// A click on a hop's mark chooses the hop, one on a box the box.
  #pick(event: MouseEvent): void {
    const target = event.target;
    if (this.#slipped >= slip || !(target instanceof Element)) return;
    const drawing = this.#drawn?.drawings.find(({ cloud }) => cloud === target.closest<SVGElement>('.drawing')?.dataset['cloud']);
    const hop = target.closest<SVGElement>('[data-step]')?.dataset;
    if (drawing === undefined) return;
    if (hop !== undefined) {
      this.#playing = false;
      this.send({ tag: 'hop', place: { cloud: drawing.cloud, leg: Number(hop['leg']), step: Number(hop['step']) } });
      return;
    }
    const box = this.#boxAt(drawing, Number(target.closest<SVGElement>('[data-box]')?.dataset['box'] ?? -1));
    if (box === undefined) return;
    if (target.matches('.closer') && box.opens !== undefined) this.send({ tag: 'spread', subnet: box.opens });
    else this.#choose(box);
  }

  /// The box at a place, of the drawing that is on the page there.
  #boxAt({ cloud }: CloudDrawing, index: number): Box | undefined {
    const there = [...this.#shown.values()].find(({ drawing, piece }) => drawing.cloud === cloud && piece.kind === 'boxes' && piece.from <= index && index < piece.to);
    return there?.drawing.boxes[index];
  }

  /// What is left of an older answer's drawing has no place in the text any more.
  readonly #choose = (box: Box): void => {
    if (this.#drawn?.drawings.some(({ boxes }) => boxes.includes(box)) !== true) return;
    if (box.kind === 'more' && box.opens !== undefined) this.send({ tag: 'spread', subnet: box.opens });
    else this.send({ tag: 'box', box });
  };

  #replay(): void {
    const traces = this.#lab?.answer?.traces ?? [];
    const cloud = this.#lab?.step?.cloud ?? traces[0]?.cloud;
    if (cloud === undefined) return;
    this.#playing = true;
    const first = { cloud, leg: 0, step: 0 };
    if (samePlace(this.#lab?.step ?? null, first)) this.#go(null, first);
    else this.send({ tag: 'hop', place: first });
  }

  /// Moves the drawing where the packet is out of sight.
  #follow(place: StepPlace | null): void {
    const [index, camera] = [this.#drawings.findIndex(({ cloud }) => cloud === place?.cloud), this.#camera];
    const [drawing, origin] = [this.#drawings[index], origins(this.#drawings, this.#stacked)[index]];
    const way = drawing?.ways[place?.leg ?? -1];
    if (camera === null || place === null || way === undefined || origin === undefined) return;
    const at = stepPlace(way, place.step);
    const [x, y, pixels] = [origin.x + at.x, origin.y + at.y, scale(camera, this.#size, this.#pane)];
    const seen = Math.abs(x - camera.x) * pixels < this.#pane.w * 0.4 && Math.abs(y - camera.y) * pixels < this.#pane.h * 0.4;
    if (!seen) this.#turn({ ...camera, x, y });
  }

  /// Lets the packet run to where it now stands, and on from there while the whole way is played.
  #go(from: StepPlace | null, to: StepPlace | null): void {
    cancelAnimationFrame(this.#frame);
    const way = this.#drawn?.drawings.find(({ cloud }) => cloud === to?.cloud)?.ways[to?.leg ?? -1];
    const packet = this.querySelector<SVGElement>('.packet');
    if (!this.#motion || to === null || way === undefined || packet === null) return;
    const [end = 0, start = 0] = [way.stops[to.step], from?.cloud === to.cloud && from.leg === to.leg ? way.stops[from.step] : undefined];
    const [low, high] = [Math.min(start, end), Math.max(start, end)];
    const takes = Math.min(900, Math.max(200, length(way.points, low, high) * 3));
    const began = performance.now();
    const run = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - began) / takes));
      const at = part === 1 ? corner(way.points, end) : between(way.points, low, high, start <= end ? part : 1 - part);
      packet.setAttribute('transform', `translate(${at.x} ${at.y})`);
      if (part < 1) this.#frame = requestAnimationFrame(run);
      else this.#goOn(to);
    };
    this.#frame = requestAnimationFrame(run);
  }

  #walk(way: 'next' | 'previous'): void {
    this.send({ tag: 'walk', from: this.#lab?.step ?? null, way });
  }

  #goOn(at: StepPlace): void {
    if (!this.#playing) return;
    setTimeout(() => {
      if (!this.#playing || !samePlace(this.#lab?.step ?? null, at)) return;
      this.#walk('next');
      if (samePlace(this.#lab?.step ?? null, at)) this.#playing = false;
    }, 250);
  }
}

/// What is said of a PNG that is not as large as the drawing.
function saidOf(png: PNG): string {
  if (png.tag === 'refused') return 'The browser makes no PNG of this drawing. SVG has all of it.';
  return png.sharpness >= 1 ? '' : `The PNG has ${Math.round(png.sharpness * 100)} % of the drawing’s size, since not every browser makes a larger one. SVG has all of it.`;
}

/// The corners of a line in a drawing that begins at a place.
function placed(line: readonly number[], origin: Point | undefined): readonly Point[] {
  return Array.from({ length: corners(line) }, (_, at) => corner(line, at)).map(({ x, y }) => ({ x: x + (origin?.x ?? 0), y: y + (origin?.y ?? 0) }));
}

customElements.define('hop-drawing', DrawingElement);
