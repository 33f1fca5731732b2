/// <hop-drawing>: the drawing as an element. It joins the parts of this folder and keeps the state that is not the
/// lab's: the camera, the fingers, the slices of a large drawing, saving, and motion.

import { html, nothing, render } from 'lit';
import type { Answer, Box, CloudDrawing } from '../contract.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Send } from '../store.ts';
import { samePlace } from '../trace/walk.ts';
import type { StepPlace } from '../trace/walk.ts';
import { closeUp, closeUpIfSmall, fit, following, moved, scale, under, viewBox, zoomed } from './camera.ts';
import type { Camera, Size } from './camera.ts';
import { dragged, grasped, isClick, keyGesture, noHand, released, wheelGesture } from './gesture.ts';
import type { Gesture, Hand } from './gesture.ts';
import type { Point } from './line.ts';
import { chosen, picked, targetOf } from './pick.ts';
import { pictureOf } from './picture.ts';
import { Player } from './player.ts';
import { fill } from './portion.ts';
import type { Portions } from './portion.ts';
import { savedWords, savePNG, saveSVG } from './save.ts';
import { arranged, hopPoint, packetScene, scene, sizeOf, stacks, wayPoints, worldsOf } from './scene.ts';
import { tools } from './tools.ts';
import type { Format, ToolsActs, ToolsState } from './tools.ts';
import { inSight, isFaint, isSmall, sameDrawn, sameLook } from './view.ts';
import type { Drawn } from './view.ts';
import { inWords, sameTold, told } from './words.ts';
import type { Told } from './words.ts';

/// How long a slice of a large drawing may take, in milliseconds: together with the browser's own work after it, the
/// delay of a key goes unnoticed.
const slice = 8;

/// The element. The view that draws it sets `lab` at each change and `send` once.
export class DrawingElement extends HTMLElement {
  #lab: Lab | null = null;
  #camera: Camera | null = null;
  #turned = false;
  #pane: Size = { w: 0, h: 0 };
  #stacked = false;
  #words = false;
  #whole = false;
  /// The parts of the drawing and of its list on the page, and the frame in which more of them come.
  #shown: Portions<Drawn> = new Map();
  #told: Portions<Told> = new Map();
  #more = 0;
  #saving = false;
  #said = '';
  #hand: Hand = noHand;
  readonly #player = new Player({
    way: ({ cloud, leg }) => this.#drawn?.drawings.find((drawing) => drawing.cloud === cloud)?.ways[leg],
    packet: () => this.querySelector<SVGElement>('.packet'),
    step: () => this.#lab?.step ?? null,
    choose: (place) => this.send({ tag: 'hop', place }),
    next: () => this.#walk('next'),
  });
  send: Send<LabEvent> = () => undefined;

  /// The lab whose network is drawn.
  set lab(lab: Lab) {
    const before = this.#lab;
    const drawings = this.#drawings;
    this.#lab = lab;
    if (!this.isConnected || (before !== null && isDrawnAlike(before, lab))) return;
    this.#draw();
    if (!this.#looksLike(drawings)) this.#measure();
    if (before !== null && !samePlace(before.step, lab.step)) {
      this.#follow(lab.step);
      this.#player.go(before.step, lab.step);
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

  #looksLike(before: readonly CloudDrawing[]): boolean {
    const now = this.#drawings;
    return now.length === before.length && now.every((drawing, at) => sameLook(drawing, before[at] ?? drawing));
  }

  get #size(): Size {
    return sizeOf(this.#drawings, this.#stacked);
  }

  #canvas(): HTMLElement {
    return this.querySelector<HTMLElement>('.canvas') ?? this;
  }

  /// Whether the text has errors, and the drawing is from before them.
  get #stale(): boolean {
    const lab = this.#lab;
    return lab !== null && lab.drawn !== null && lab.drawn !== lab.answer && lab.answer !== null;
  }

  #draw(): void {
    const [lab, drawn] = [this.#lab, this.#drawn];
    if (lab === null || drawn === null) return;
    render(
      html`${tools(this.#toolsState(lab), this.#acts)}${this.#stale ? html`<p class="stale-note" role="status">The text has errors. The drawing is from before them.</p>` : nothing}
      <div
        class="canvas" data-stale=${this.#stale ? 'yes' : 'no'} data-zoomed=${this.#camera === null ? 'no' : 'yes'} tabindex="0" role="group"
        aria-label="Drawing: plus and minus zoom, 0 shows all, arrows move, comma and point step" @keydown=${(event: KeyboardEvent) => this.#press(event)}
        @wheel=${{ handleEvent: (event: WheelEvent) => this.#wheel(event), passive: false }} @pointerdown=${(event: PointerEvent) => this.#grasp(event)}
        @pointermove=${(event: PointerEvent) => this.#drag(event)} @pointerup=${(event: PointerEvent) => this.#release(event)}
        @pointercancel=${(event: PointerEvent) => this.#release(event)} @click=${(event: MouseEvent) => this.#pick(event)}
      ></div>
      <p class="filling-note">Still being drawn</p>
      <details class="in-words" @toggle=${(event: Event) => this.#unfold(event)}><summary>As text</summary><div class="words"></div></details>`,
      this,
    );
    this.#drawScene();
    this.#look();
  }

  #drawScene(): void {
    const drawn = this.#drawn;
    if (drawn === null) return;
    const there = { drawn, stacked: this.#stacked, whole: this.#whole };
    const step = this.#stale ? null : (this.#lab?.step ?? null);
    render(html`${scene({ ...there, portions: this.#shown })}${packetScene(there, step)}`, this.#canvas());
  }

  #drawWords(): void {
    const [drawn, list] = [this.#drawn, this.querySelector<HTMLElement>('.words')];
    if (drawn !== null && list !== null) render(this.#words ? inWords(drawn, this.#choose, this.#told) : nothing, list);
  }

  /// Brings the list and the drawing onto the page: as much as a frame has room for, and the rest in the next frames.
  /// Each frame brings the newest, so that a newer answer's drawing does not wait for an older one's.
  #fill(): void {
    cancelAnimationFrame(this.#more);
    const drawn = this.#drawn;
    if (drawn === null) return;
    const count = isSmall(this.#drawings) ? Infinity : 1;
    const end = performance.now() + slice;
    const isOver = (): boolean => performance.now() >= end;
    const words = { there: this.#told, wanted: this.#words ? told(drawn) : new Map<string, Told>(), same: sameTold };
    const list = fill(words, count, (now) => { this.#told = now; this.#drawWords(); }, isOver);
    const line = this.#stale ? 0 : (this.#lab?.line ?? 0);
    const wanted = inSight(arranged(this.#drawings, this.#stacked), this.#looking, this.#size, this.#pane, line);
    const pieces = { there: this.#shown, wanted, same: sameDrawn };
    const picture = fill(pieces, count, (now) => { this.#shown = now; this.#drawScene(); }, isOver);
    this.toggleAttribute('data-filling', !list || !picture);
    this.#canvas().ariaBusy = picture ? 'false' : 'true';
    if (!list || !picture) this.#more = requestAnimationFrame(() => this.#fill());
  }

  #toolsState({ answer }: Lab): ToolsState {
    const all = this.#drawings.length === this.#drawn?.drawings.length;
    return {
      traced: answer !== null && answer.traces.length > 0,
      motion: this.#player.motion,
      whole: all && !this.#whole ? null : this.#whole,
      said: this.#said,
    };
  }

  readonly #acts: ToolsActs = {
    step: (way) => this.#obey({ tag: 'walk', way }),
    replay: () => this.#replay(),
    motion: () => {
      this.#player.toggle();
      this.#draw();
    },
    zoom: (factor) => this.#zoom(factor, null),
    fit: () => this.#fit(),
    close: () => this.#turnTo(closeUp(this.#wayPoints, this.#size, this.#pane)),
    whole: () => this.#showWhole(),
    save: (format) => void this.#save(format),
  };

  /// Saves the whole drawing as it is now. A wait, and a result that is not as asked, are told.
  async #save(format: Format): Promise<void> {
    const [drawn, place] = [this.#drawn, this.#canvas()];
    if (drawn === null || this.#saving) return;
    const picture = pictureOf(this.#lab?.answer?.title ?? '', drawn, { stacked: this.#stacked, whole: this.#whole });
    this.#saving = true;
    this.#say(isSmall(this.#drawings) ? '' : `The ${format} is being made.`);
    try {
      this.#say(
        format === 'SVG' ? await saveSVG(picture, place).then(() => '') : savedWords(await savePNG(picture, place)),
      );
    } catch {
      this.#say(`The ${format} could not be made.`);
    } finally {
      this.#saving = false;
    }
  }

  #say(words: string): void {
    this.#said = words;
    this.#draw();
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
    const room = {
      w: canvas.clientWidth,
      h: Number.parseFloat(getComputedStyle(canvas).maxHeight) || canvas.clientHeight,
    };
    const stacked = stacks(this.#drawings, room);
    if (stacked !== this.#stacked) {
      this.#stacked = stacked;
      this.#camera = null;
      this.#draw();
    }
    // Where the page scrolls, the canvas is no higher than the drawing needs.
    canvas.style.aspectRatio = `${this.#size.w} / ${this.#size.h}`;
    this.#pane = { w: canvas.clientWidth, h: canvas.clientHeight };
    this.#look();
    if (this.#camera === null && !this.#turned && !this.#isHidden) {
      this.#turnTo(closeUpIfSmall(this.#wayPoints, this.#size, this.#pane));
    }
  }

  get #isHidden(): boolean {
    return this.#pane.w === 0 || this.#pane.h === 0;
  }

  get #wayPoints(): readonly Point[] {
    return wayPoints(this.#drawings, this.#stacked);
  }

  /// The camera, also while the whole drawing is seen.
  get #looking(): Camera {
    return this.#camera ?? fit(this.#size);
  }

  #look(): void {
    this.#fill();
    if (this.#isHidden || this.#drawings.length === 0) return;
    const [camera, size] = [this.#looking, this.#size];
    const seen = viewBox(camera, size, this.#pane);
    this.#canvas().dataset['outlined'] =
      !isSmall(this.#drawings) && isFaint(scale(camera, size, this.#pane)) ? 'yes' : 'no';
    for (const drawing of this.querySelectorAll('svg.drawing')) {
      // Setting it, even to the same, makes the browser lay out the whole drawing again.
      if (drawing.getAttribute('viewBox') !== seen) drawing.setAttribute('viewBox', seen);
    }
  }

  /// Zooms around a place of the window; null is the middle of what is seen.
  #zoom(factor: number, at: Point | null): void {
    this.#turned = true;
    this.#turn(zoomed(this.#looking, factor, at === null ? this.#looking : this.#under(at), this.#size));
  }

  #move(x: number, y: number): void {
    if (this.#camera === null) return;
    const pixels = scale(this.#camera, this.#size, this.#pane);
    this.#turn(moved(this.#camera, x / pixels, y / pixels, this.#size));
  }

  #fit(): void {
    this.#turned = true;
    this.#turn(fit(this.#size));
  }

  #turnTo(camera: Camera | null): void {
    if (camera !== null) this.#turn(camera);
  }

  #turn(camera: Camera): void {
    this.#camera = camera.zoom > 1 ? camera : null;
    this.#canvas().dataset['zoomed'] = this.#camera === null ? 'no' : 'yes';
    this.#look();
  }

  /// The place of the drawing under a place of the window.
  #under({ x, y }: Point): Point {
    const { left, top } = this.#canvas().getBoundingClientRect();
    return under({ x: x - left, y: y - top }, this.#looking, this.#size, this.#pane);
  }

  #obey(gesture: Gesture): void {
    switch (gesture.tag) {
      case 'zoom':
        return this.#zoom(gesture.factor, gesture.at);
      case 'move':
        return this.#move(gesture.x, gesture.y);
      case 'fit':
        return this.#fit();
      case 'walk':
        this.#player.stop();
        return this.#walk(gesture.way);
    }
  }

  #press(event: KeyboardEvent): void {
    const gesture = event.target === this.#canvas() ? keyGesture(event) : undefined;
    if (gesture === undefined) return;
    event.preventDefault();
    this.#player.stop();
    this.#obey(gesture);
  }

  #wheel(event: WheelEvent): void {
    const gesture = wheelGesture(event, this.#camera !== null);
    if (gesture === undefined) return;
    event.preventDefault();
    this.#obey(gesture);
  }

  #grasp({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    this.#hand = grasped(this.#hand, pointerId, { x, y });
  }

  #drag({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    const { hand, gesture } = dragged(this.#hand, pointerId, { x, y });
    this.#hand = hand;
    if (gesture === undefined) return;
    if (gesture.tag === 'move' && this.#camera !== null) this.#canvas().setPointerCapture(pointerId);
    this.#obey(gesture);
  }

  #release({ pointerId }: PointerEvent): void {
    this.#hand = released(this.#hand, pointerId);
  }

  #pick({ target }: MouseEvent): void {
    const drawn = this.#drawn;
    if (drawn === null || !isClick(this.#hand) || !(target instanceof Element)) return;
    const event = picked(targetOf(target), drawn, this.#shown);
    if (event?.tag === 'hop') this.#player.stop();
    if (event !== null) this.send(event);
  }

  readonly #choose = (box: Box): void => {
    const event = chosen(box, this.#drawn?.drawings ?? []);
    if (event !== null) this.send(event);
  };

  #replay(): void {
    const cloud = this.#lab?.step?.cloud ?? this.#lab?.answer?.traces[0]?.cloud;
    if (cloud !== undefined) this.#player.play(cloud);
  }

  /// Moves the drawing where the packet is out of sight.
  #follow(place: StepPlace | null): void {
    const [camera, at] = [this.#camera, place === null ? null : hopPoint(this.#drawings, this.#stacked, place)];
    if (camera === null || at === null) return;
    const there = following(camera, at, this.#size, this.#pane);
    if (there !== camera) this.#turn(there);
  }

  #walk(way: 'next' | 'previous'): void {
    this.send({ tag: 'walk', from: this.#lab?.step ?? null, way });
  }
}

/// Whether two states of a lab have all in common that is drawn.
function isDrawnAlike(a: Lab, b: Lab): boolean {
  return a.drawn === b.drawn && a.answer === b.answer && a.step === b.step && a.line === b.line;
}

customElements.define('hop-drawing', DrawingElement);
