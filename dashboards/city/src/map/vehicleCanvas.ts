import type { Map } from "maplibre-gl";
import { fragment, letterSheet, vertex } from "./cartMarks";
import type { Fleet } from "./frames";
import { floats, Gliding, mercator } from "./gliding";
import { nearZoom } from "./style";

// What moved less than this cannot be seen, pixels of the screen.
const reach = 0.5;
// A drawing that is due sooner is waited for by animation frames, ms.
const soon = 20;

type Colour = [red: number, green: number, blue: number];

/** A frame of /v1/live/ws whose positions wait to be drawn. */
export interface TakenFrame {
  /** Server's clock, ms. */
  toldAt: number;
  /** Times of the fixes in it, server's clock, ms. */
  fixedAt: number[];
}

/** Said by the canvas as the event "painted" within the animation frame whose picture is the first that is true to what these frames told, to half a pixel of the screen. */
export interface Painted {
  frames: TakenFrame[];
  /** What taking, placing and drawing them cost the main thread, ms. */
  work: number;
}

export interface VehicleColours {
  /** By who drives, in order of `modes`. */
  fill: Colour[];
  /** From afar. */
  plain: Colour;
  rim: Colour;
}

const uniforms = ["view", "clock", "fill", "plain", "rim", "near"] as const;
type Uniforms = Record<(typeof uniforms)[number], WebGLUniformLocation>;

/** Moving carts on a canvas of our own above the map: they glide without the map being painted anew, and are drawn again only when any was seen to move. */
export class VehicleCanvas {
  readonly canvas = document.createElement("canvas");
  #map: Map;
  #gl: WebGL2RenderingContext;
  #uniforms: Uniforms;
  #gliding: Gliding;
  #uploaded = false;
  #taken: TakenFrame[] = [];
  #work = 0;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stands = false;
  #lost: () => void;
  #observer: ResizeObserver;

  /** @param still Whether carts jump instead of gliding. @param lost Told when the graphics are gone for good: make another. */
  constructor(map: Map, still: boolean, lost: () => void) {
    this.#map = map;
    this.#gliding = new Gliding(still);
    this.#lost = lost;
    this.canvas.addEventListener("webglcontextlost", lost);
    this.canvas.className = "vehicles";
    this.canvas.setAttribute("aria-hidden", "true");
    const gl = (this.#gl = this.canvas.getContext("webgl2", { antialias: false, depth: false, alpha: true, premultipliedAlpha: true })!);
    const program = gl.createProgram()!;
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`The carts' shader does not compile: ${gl.getProgramInfoLog(program) ?? ""}`);
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    for (const [name, size, offset] of [["places", 4, 0], ["moment", 4, 16], ["mode", 1, 32]] as const) {
      const location = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, floats * 4, offset);
    }
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, letterSheet());
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.#uniforms = Object.fromEntries(uniforms.map((name) => [name, gl.getUniformLocation(program, name)!])) as Uniforms;
    map.getCanvas().after(this.canvas);
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(map.getContainer());
    map.on("move", this.#draw);
    this.#fit();
  }

  dress(colours: VehicleColours): void {
    for (const name of ["fill", "plain", "rim"] as const) this.#gl.uniform3fv(this.#uniforms[name], colours[name].flat());
    this.#stands = false;
    this.#ask();
  }

  /**
   * @param moved Indices; all others keep their place. @param staleIn Turns the server's time of a fix into how long it is still good, ms.
   * @param since When the page began to take the frame, ms of the page.
   */
  show(fleet: Fleet, moved: readonly number[], anew: boolean, staleIn: (fixedAt: number) => number, since: number): void {
    const now = performance.now();
    const { vehicles } = fleet;
    this.#gliding.hold(vehicles.length, anew);
    const fixedAt = moved.map((index) => vehicles[index]!.fixedAt);
    for (const index of moved) this.#gliding.place(index, vehicles[index]!, now, now + staleIn(vehicles[index]!.fixedAt));
    this.#uploaded = false;
    this.#taken.push({ toldAt: fleet.toldAt, fixedAt });
    this.#work += performance.now() - since;
    this.#ask();
  }

  clear(): void {
    this.#gliding.clear();
    this.#taken = [];
    this.#ask();
  }

  remove(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.canvas.removeEventListener("webglcontextlost", this.#lost);
    this.#map.off("move", this.#draw);
    this.canvas.remove();
    this.#gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  #fit(): void {
    const box = this.#map.getContainer();
    this.canvas.width = box.clientWidth * devicePixelRatio;
    this.canvas.height = box.clientHeight * devicePixelRatio;
    this.#gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    this.#stands = false;
    this.#ask();
  }

  get #near(): boolean {
    return this.#map.getZoom() >= nearZoom;
  }

  /** Pixels of the screen across the whole world. */
  get #world(): number {
    return 512 * 2 ** this.#map.getZoom() * devicePixelRatio;
  }

  #ask(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      clearTimeout(this.#timer);
      const since = performance.now();
      if (!this.#stands || this.#due(since) <= since) this.#draw();
      else this.#say(performance.now() - since);
      const wait = this.#due(performance.now()) - performance.now();
      if (wait < soon) this.#ask();
      else if (wait < Infinity) this.#timer = setTimeout(() => this.#ask(), wait);
    });
  }

  #due(now: number): number {
    return this.#gliding.due(now, reach / this.#world, this.#near);
  }

  #draw = (): void => {
    const now = performance.now();
    const [gl, centre, gliding, near] = [this.#gl, this.#map.getCenter(), this.#gliding, this.#near];
    const [middle, world] = [mercator(centre.lat, centre.lng), this.#world];
    if (!this.#uploaded) gl.bufferData(gl.ARRAY_BUFFER, gliding.rows.subarray(0, gliding.count * floats), gl.DYNAMIC_DRAW);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform4f(this.#uniforms.view, middle.x, middle.y, (2 * world) / this.canvas.width, (-2 * world) / this.canvas.height);
    gl.uniform1i(this.#uniforms.near, near ? 1 : 0);
    gl.uniform2f(this.#uniforms.clock, now, (near ? Math.min(38, 30 + (this.#map.getZoom() - nearZoom) * 4) : 13) * devicePixelRatio);
    if (gliding.count > 0) gl.drawArrays(gl.POINTS, 0, gliding.count);
    gliding.drawn(now);
    this.#uploaded = this.#stands = true;
    this.#say(performance.now() - now);
  };

  #say(drawing: number): void {
    if (this.#taken.length === 0) return;
    const detail: Painted = { frames: this.#taken, work: this.#work + drawing };
    [this.#taken, this.#work] = [[], 0];
    this.canvas.dispatchEvent(new CustomEvent("painted", { detail }));
  }
}
